// What all forms of the product have in common: what becomes of an entry once it is summed.
import type { CallOf } from "../../plan/contract/kernel-call";
import { declareActivation } from "../../plan/webgpu/activations";
import type { KernelWords } from "../../plan/webgpu/kernel";

export type Matmul = CallOf<"matmul">;
/** Whether the sums of b's columns are wanted beside the product. */
export interface ColumnSums {
  readonly columnSums: boolean;
}
export type Words = KernelWords<"matmul">;

/** Declares `finish(layer, row, column, sum)`, which stores four neighbours in a row of a product or of a part. */
export function declareFinish(call: Matmul, wgsl: Words, inParts: boolean): string {
  const { c, bias, slopes, residual } = wgsl;
  // What lies beyond the edge is read, and goes no further.
  const load = (array: string, at: string) => `vec4f(${range(4, (i) => `${array}[${at} + ${i}u]`, ", ")})`;
  const store = (array: string, value: string) =>
    range(4, (i) => `if (column + ${i}u < ${wgsl.n}) { ${array}[at + ${i}u] = ${value}.${"xyzw"[i]}; }`);
  const [layerStride, rowStride] = inParts ? [`${wgsl.m} * ${wgsl.n}`, wgsl.n] : [wgsl.cBatchStride, wgsl.cRowStride];
  const before = [
    "sum",
    ...(call.accumulate ? [load(c, "at")] : []),
    ...(bias === null ? [] : [load(bias, "column")]),
  ].join(" + ");
  return /* wgsl */ `
${declareActivation(call.activation, "vec4f")}
fn finish(layer: u32, row: u32, column: u32, sum: vec4f) {
  if (row >= ${wgsl.m} || column >= ${wgsl.n}) { return; }
  let at = layer * ${layerStride} + row * ${rowStride} + column;
  let bent = bend(${before});
  ${slopes === null ? "" : store(slopes, "bent.slope")}
  let result = bent.value${residual === null ? "" : ` + ${load(residual, "at")}`};
  ${store(inParts ? wgsl.scratch : c, "result")}
}`;
}

/** Declares `finishColumns(layer, layers, column, sum)`, which stores four neighbours of a part's sums of b's columns. */
export function declareFinishColumns({ m, n, scratch }: Words, inParts: boolean): string {
  const start = inParts ? `layers * ${m} * ${n}` : "0u";
  const store = (i: number) =>
    `if (column + ${i}u < ${n}) { ${scratch}[${start} + layer * ${n} + column + ${i}u] = sum.${"xyzw"[i]}; }`;
  return `fn finishColumns(layer: u32, layers: u32, column: u32, sum: vec4f) { ${range(4, store)} }`;
}

/** Writes a line for each index. */
export function range(count: number, line: (index: number) => string, separator = "\n"): string {
  return Array.from({ length: count }, (_, index) => line(index)).join(separator);
}
