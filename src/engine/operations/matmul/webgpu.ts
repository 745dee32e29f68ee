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
  plan(call, wgsl, { cheapWorkgroupMemory, columnSums }) {
    const { m, n } = call;
    if (cheapWorkgroupMemory) {
      const division = divideIntoTiles(call);
      const { tile, parts } = division;
      const workgroups = [Math.ceil(n / tile.n), Math.ceil(m / tile.m), layersOf(call, parts)] as const;
      return {
        dispatches: [{ code: tiledProduct(call, wgsl, { ...division, columnSums }), workgroups }],
        ...sumsOf(call, parts, columnSums),
      };
    }
    const division = divideIntoBlocks(call);
    const { rows, columns, parts } = division;
    const blocks = Math.ceil(m / rows) * Math.ceil(n / columns);
    const workgroups = [Math.ceil(blocks / INVOCATIONS), 1, layersOf(call, parts)] as const;
    return {
      dispatches: [{ code: blockProduct(call, wgsl, { ...division, columnSums }), workgroups }],
      ...sumsOf(call, parts, columnSums),
    };
  },
};

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
