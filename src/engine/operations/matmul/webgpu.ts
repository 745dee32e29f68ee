// Matrix products: by tiles in workgroup memory, or by blocks from memory.
import type { WebGpuKernel } from "../../plan/webgpu/kernel";
import type { DeviceTraits } from "../../plan/webgpu/traits";
import { divideIntoBlocks, divideIntoTiles } from "./division";
import { candidatesFor, classOf, formNames, formOf, workOf } from "./product-forms";
import { blockProduct, INVOCATIONS } from "./webgpu-blocks";
import type { Matmul } from "./webgpu-entries";
import { operandElements } from "./webgpu-operands";
import { tiledProduct } from "./webgpu-tiled";

/** Multiplies; a sum that is cut into parts is left to be added up, and a long product is cut into dispatches. */
export const matmulKernel: WebGpuKernel<"matmul"> = {
  elements: operandElements,
  forms: { names: formNames, classOf, candidatesFor, workOf, outputs: ["c"] },
  plan(call, wgsl, traits) {
    const { m, n } = call;
    const { columnSums } = traits;
    const form = formOf(call, traits);
    if (form.kind === "tiles") {
      const division = divideIntoTiles(call, form);
      const { tile, parts } = division;
      const code = tiledProduct(call, wgsl, { ...division, columnSums });
      const layers = layersOf(call, parts);
      const dispatches = cutRows(call, Math.ceil(m / tile.m), traits).map(({ part, count }) => ({
        code,
        workgroups: [Math.ceil(n / tile.n), count, layers] as const,
        part,
      }));
      return { dispatches, ...sumsOf(call, parts, columnSums) };
    }
    const division = divideIntoBlocks(call, form);
    const { rows, columns, parts } = division;
    const code = blockProduct(call, wgsl, { ...division, columnSums, inRegisters: traits.cheapWorkgroupMemory });
    const blocks = Math.ceil(m / rows) * Math.ceil(n / columns);
    const layers = layersOf(call, parts);
    const dispatches = cutRows(call, Math.ceil(blocks / INVOCATIONS), traits).map(({ part, count }) => ({
      code,
      workgroups: [count, 1, layers] as const,
      part,
    }));
    return { dispatches, ...sumsOf(call, parts, columnSums) };
  },
};

/** Divides stretches of rows among dispatches, of which each has so many from `part` on. */
function cutRows({ m, n, k, batches }: Matmul, stretches: number, { mostOperations }: DeviceTraits) {
  const dispatches = Math.min(stretches, Math.ceil((2 * m * n * k * batches) / mostOperations));
  const each = Math.ceil(stretches / dispatches);
  return Array.from({ length: Math.ceil(stretches / each) }, (_, index) => {
    const part = index * each;
    return { part, count: Math.min(each, stretches - part) };
  });
}

function layersOf({ batches, cBatchStride }: Matmul, parts: number): number {
  return parts > 1 || cBatchStride === 0 ? parts : batches;
}

/** What parts leave to be added up: those of the product first, in scratch, then those of the sums of b's columns. */
function sumsOf({ m, n }: Matmul, parts: number, columnSums: boolean) {
  const start = parts === 1 ? 0 : parts * m * n;
  const sums = { into: "c", from: { array: "scratch", start: 0 }, parts, stride: m * n } as const;
  return {
    scratchWords: start + (columnSums ? parts * n : 0),
    ...(parts === 1 ? {} : { sums: [sums] }),
    ...(columnSums ? { columnSums: { start, parts, stride: n } } : {}),
  };
}
