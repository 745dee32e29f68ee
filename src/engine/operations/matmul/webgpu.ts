// Matrix products: by tiles in workgroup memory, or by blocks from memory where that is dear.
import type { WebGpuKernel } from "../../plan/webgpu/kernel";
import { divideIntoBlocks, divideIntoTiles } from "./division";
import { blockProduct, INVOCATIONS } from "./webgpu-blocks";
import type { Matmul } from "./webgpu-entries";
import { operandElements } from "./webgpu-operands";
import { tiledProduct } from "./webgpu-tiled";

/** Multiplies; a sum that is cut into parts is left to be added up. */
export const matmulKernel: WebGpuKernel<"matmul"> = {
  elements: operandElements,
  plan(call, wgsl, { cheapWorkgroupMemory }) {
    const { m, n } = call;
    if (cheapWorkgroupMemory) {
      const division = divideIntoTiles(call);
      const { tile, parts } = division;
      const workgroups = [Math.ceil(n / tile.n), Math.ceil(m / tile.m), layersOf(call, parts)] as const;
      return { dispatches: [{ code: tiledProduct(call, wgsl, division), workgroups }], ...sumsOf(call, parts) };
    }
    const division = divideIntoBlocks(call);
    const { rows, columns, parts } = division;
    const blocks = Math.ceil(m / rows) * Math.ceil(n / columns);
    const workgroups = [Math.ceil(blocks / INVOCATIONS), 1, layersOf(call, parts)] as const;
    return { dispatches: [{ code: blockProduct(call, wgsl, division), workgroups }], ...sumsOf(call, parts) };
  },
};

function layersOf({ batches, cBatchStride }: Matmul, parts: number): number {
  return parts > 1 || cBatchStride === 0 ? parts : batches;
}

function sumsOf({ m, n }: Matmul, parts: number) {
  if (parts === 1) return {};
  const sums = { into: "c", from: { array: "scratch", start: 0 }, parts, stride: m * n } as const;
  return { scratchWords: parts * m * n, sums: [sums] };
}
