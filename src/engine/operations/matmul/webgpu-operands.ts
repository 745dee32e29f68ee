// How the operands of a product lie in memory: their quads of neighbours are read at once wherever they can be.
import { placeOf } from "../../plan/contract/device-buffer";
import type { ElementType } from "../../plan/webgpu/kernel";
import type { Matmul, Words } from "./webgpu-entries";

/** One operand as a product sees it. */
export interface Operand {
  readonly name: "a" | "b";
  /** In WGSL: the array, the size of the side that lies across the sum, strides in elements. */
  readonly array: string;
  readonly edge: string;
  readonly stride: string;
  readonly batchStride: string;
  readonly width: number;
  /** Whether neighbours in memory lie across the sum; they lie along it otherwise. */
  readonly isAcross: boolean;
  /** Whether the array consists of vec4f. */
  readonly inQuads: boolean;
}

/** Describes the operands of a call. */
export function operandsOf(call: Matmul, wgsl: Words): { readonly a: Operand; readonly b: Operand } {
  return {
    a: {
      name: "a",
      array: wgsl.a,
      edge: wgsl.m,
      stride: wgsl.aRowStride,
      batchStride: wgsl.aBatchStride,
      width: call.m,
      isAcross: call.transposeA,
      inQuads: isInQuads(call, "a"),
    },
    b: {
      name: "b",
      array: wgsl.b,
      edge: wgsl.n,
      stride: wgsl.bRowStride,
      batchStride: wgsl.bBatchStride,
      width: call.n,
      isAcross: !call.transposeB,
      inQuads: isInQuads(call, "b"),
    },
  };
}

/** Says which operands consist of quads. */
export function operandElements(call: Matmul): { readonly a?: ElementType; readonly b?: ElementType } {
  return { a: isInQuads(call, "a") ? "vec4f" : "f32", b: isInQuads(call, "b") ? "vec4f" : "f32" };
}

function isInQuads(call: Matmul, name: "a" | "b"): boolean {
  const [length, stride, batchStride] =
    name === "a"
      ? [call.transposeA ? call.m : call.k, call.aRowStride, call.aBatchStride]
      : [call.transposeB ? call.k : call.n, call.bRowStride, call.bBatchStride];
  const { whole, start } = placeOf(call[name]);
  // An array that two arguments share consists of one type.
  const others = (["a", "b", "bias", "residual"] as const).filter((other) => other !== name);
  const isShared = others.some((other) => {
    const buffer = call[other];
    if (buffer === null) return false;
    const place = placeOf(buffer);
    return place.whole === whole && place.start === start;
  });
  return !isShared && [length, stride, batchStride].every((count) => count % 4 === 0);
}
