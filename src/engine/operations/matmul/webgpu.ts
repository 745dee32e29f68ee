// Matrix products by tiles: a workgroup brings a tile of each operand into its own memory, and every
// invocation keeps a small block of the result in registers. What a call does not need is not in its text.
import type { CallOf } from "../../plan/contract/kernel-call";
import { declareActivation } from "../../plan/webgpu/activations";
import type { KernelWords, WebGpuKernel } from "../../plan/webgpu/kernel";
import { type Division, divide, stepsOf, type Tile } from "./tile";

type Matmul = CallOf<"matmul">;
type Words = KernelWords<"matmul">;

/** Multiplies; a sum that is cut into parts is left to be added up. */
export const matmulKernel: WebGpuKernel<"matmul"> = {
  plan(call, wgsl) {
    const { m, n, batches, cBatchStride } = call;
    const division = divide(call);
    const { tile, parts } = division;
    const layers = parts > 1 || cBatchStride === 0 ? parts : batches;
    const workgroups = [Math.ceil(n / tile.n), Math.ceil(m / tile.m), layers] as const;
    const dispatches = [{ code: codeFor(call, wgsl, division), workgroups }];
    if (parts === 1) return { dispatches };
    const sums = { into: "c", from: { array: "scratch", start: 0 }, parts, stride: m * n } as const;
    return { dispatches, scratchWords: parts * m * n, sums: [sums] };
  },
};

function codeFor(call: Matmul, wgsl: Words, { tile, parts }: Division): string {
  const [x, y] = [tile.n / tile.columns, tile.m / tile.rows];
  const steps = stepsOf(call, tile);
  const stepsAPart = Math.ceil(steps / parts);
  return /* wgsl */ `
${declareActivation(call.activation, "vec4f")}
${declareLoad("a", tile.m, call, wgsl)}
${declareLoad("b", tile.n, call, wgsl)}
var<workgroup> aTile: array<vec4f, ${(tile.k * tile.m) / 4}>;
var<workgroup> bTile: array<vec4f, ${(tile.k * tile.n) / 4}>;
${declareFinish(call, wgsl, parts > 1)}
@compute @workgroup_size(${x}, ${y})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) local: vec3u) {
  let invocation = local.y * ${x}u + local.x;
  let row = group.y * ${tile.m}u;
  let column = group.x * ${tile.n}u;
  ${eachBlock(tile, (i, j) => `var sum${i}_${j} = vec4f();`)}
  let stepsAProduct = (${wgsl.k} + ${tile.k - 1}u) / ${tile.k}u;
  ${
    parts > 1 || call.cBatchStride === 0
      ? `let first = group.z * ${stepsAPart}u;
  let last = min(first + ${stepsAPart}u, stepsAProduct * ${wgsl.batches});`
      : `let first = group.z * stepsAProduct;
  let last = first + stepsAProduct;`
  }
  for (var step = first; step < last; step++) {
    let batch = step / stepsAProduct;
    let depth = (step % stepsAProduct) * ${tile.k}u;
    ${fillTile("a", tile.m, tile, call.transposeA)}
    ${fillTile("b", tile.n, tile, !call.transposeB)}
    workgroupBarrier();
    for (var l = 0u; l < ${tile.k}u; l++) {
      ${range(tile.rows / 4, (i) => `let a${i} = aTile[l * ${tile.m / 4}u + local.y * ${tile.rows / 4}u + ${i}u];`)}
      ${range(tile.columns / 4, (j) => `let b${j} = bTile[l * ${tile.n / 4}u + local.x * ${tile.columns / 4}u + ${j}u];`)}
      ${eachBlock(tile, (i, j) => `sum${i}_${j} += a${Math.floor(i / 4)}.${"xyzw"[i % 4]} * b${j};`)}
    }
    workgroupBarrier();
  }
  ${eachBlock(
    tile,
    (i, j) =>
      `finish(group.z, row + local.y * ${tile.rows}u + ${i}u, column + local.x * ${tile.columns}u + ${4 * j}u, sum${i}_${j});`,
  )}
}`;
}

/** Declares aQuad or bQuad: four neighbours across the sum, at `place` and `depth`, zeros beyond the edges. */
function declareLoad(name: "a" | "b", width: number, call: Matmul, wgsl: Words): string {
  const [edge, transposed] = name === "a" ? [wgsl.m, call.transposeA] : [wgsl.n, !call.transposeB];
  const [array, stride, batchStride] =
    name === "a" ? [wgsl.a, wgsl.aRowStride, wgsl.aBatchStride] : [wgsl.b, wgsl.bRowStride, wgsl.bBatchStride];
  const at = (c: number) =>
    transposed ? `start + depth * ${stride} + place + ${c}u` : `start + (place + ${c}u) * ${stride} + depth`;
  const isWhole = (name === "a" ? call.m : call.n) % width === 0;
  const inside = (c: number) => `depth < ${wgsl.k}${isWhole ? "" : ` && place + ${c}u < ${edge}`}`;
  return /* wgsl */ `
fn ${name}Quad(batch: u32, place: u32, depth: u32) -> vec4f {
  let start = batch * ${batchStride};
  return vec4f(${range(4, (c) => `select(0.0, ${array}[${at(c)}], ${inside(c)})`, ", ")});
}`;
}

/** Fills a tile, neighbouring invocations with what lies side by side in memory. */
function fillTile(name: "a" | "b", width: number, tile: Tile, transposed: boolean): string {
  const invocations = (tile.m / tile.rows) * (tile.n / tile.columns);
  const quads = (tile.k * width) / 4;
  const [l, quad] = transposed ? [`at / ${width / 4}u`, `at % ${width / 4}u`] : [`at % ${tile.k}u`, `at / ${tile.k}u`];
  return /* wgsl */ `
    for (var at = invocation; at < ${quads}u; at += ${invocations}u) {
      let l = ${l};
      let quad = ${quad};
      ${name}Tile[l * ${width / 4}u + quad] = ${name}Quad(batch, ${name === "a" ? "row" : "column"} + 4u * quad, depth + l);
    }`;
}

/** Declares what becomes of four neighbours in a row of the product. */
function declareFinish(call: Matmul, wgsl: Words, inParts: boolean): string {
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
fn finish(layer: u32, row: u32, column: u32, sum: vec4f) {
  if (row >= ${wgsl.m} || column >= ${wgsl.n}) { return; }
  let at = layer * ${layerStride} + row * ${rowStride} + column;
  let bent = bend(${before});
  ${slopes === null ? "" : store(slopes, "bent.slope")}
  let result = bent.value${residual === null ? "" : ` + ${load(residual, "at")}`};
  ${store(inParts ? wgsl.scratch : c, "result")}
}`;
}

/** Writes a line for each row and each four columns of an invocation's block. */
function eachBlock(tile: Tile, line: (row: number, quad: number) => string): string {
  return range(tile.rows, (i) => range(tile.columns / 4, (j) => line(i, j)));
}

function range(count: number, line: (index: number) => string, separator = "\n"): string {
  return Array.from({ length: count }, (_, index) => line(index)).join(separator);
}
