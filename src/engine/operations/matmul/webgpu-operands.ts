// How the operands of a product lie in memory: their quads of neighbours are read at once wherever they can be.
import { placeOf } from "../../plan/contract/device-buffer";
import { declareWidened } from "../../plan/webgpu/halves";
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
  /** Whether the array consists of quads: vec4f, or vec2u of halves. */
  readonly inQuads: boolean;
  readonly inHalves: boolean;
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
      inHalves: false,
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
      inHalves: call.bInHalves,
    },
  };
}

/** Says what the operands consist of. */
export function operandElements(call: Matmul): { readonly a?: ElementType; readonly b?: ElementType } {
  const [single, quad] = call.bInHalves ? (["u32", "vec2u"] as const) : (["f32", "vec4f"] as const);
  return { a: isInQuads(call, "a") ? "vec4f" : "f32", b: isInQuads(call, "b") ? quad : single };
}

/** Declares what `numberAt` and `quadAt` of an operand mention. */
export function declareReading({ name, array, inQuads, inHalves }: Operand): string {
  if (!inHalves) return "";
  const word = inQuads ? `${array}[at / 4u][at / 2u % 2u]` : `${array}[at / 2u]`;
  const half = `(${word} >> (16u * (at % 2u))) & 0xffffu`;
  if (!inQuads) return `${declareWidened("f32")}\nfn ${name}Number(at: u32) -> f32 { return widened(${half}); }`;
  return /* wgsl */ `
${declareWidened("vec4f")}
fn ${name}Number(at: u32) -> f32 { return widened(vec4u(${half})).x; }
fn ${name}Numbers(at: u32) -> vec4f {
  let words = ${array}[at / 4u];
  return widened(vec4u(words.x & 0xffffu, words.x >> 16u, words.y & 0xffffu, words.y >> 16u));
}`;
}

/** Writes the number at a place of an operand. */
export function numberAt({ name, array, inQuads, inHalves }: Operand, at: string): string {
  if (inHalves) return `${name}Number(${at})`;
  return inQuads ? `${array}[(${at}) / 4u][(${at}) % 4u]` : `${array}[${at}]`;
}

/** Writes the four numbers from a place on that is a multiple of four, of an operand that consists of quads. */
export function quadAt({ name, array, inHalves }: Operand, at: string): string {
  return inHalves ? `${name}Numbers(${at})` : `${array}[(${at}) / 4u]`;
}

/** Tells whether an operand is read four numbers at a time. */
export function isInQuads(call: Matmul, name: "a" | "b"): boolean {
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
