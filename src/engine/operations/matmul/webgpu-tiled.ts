// The product by tiles: a workgroup brings a tile of each operand into its own memory, and every invocation keeps
// a small block of the result in registers. What a call does not need is not in its text, nor are its sizes, so that
// many calls are compiled once.
import type { Tile, TiledDivision } from "./division";
import { type ColumnSums, declareFinish, declareFinishColumns, type Matmul, range, type Words } from "./webgpu-entries";
import { declareReading, numberAt, type Operand, operandsOf, quadAt } from "./webgpu-operands";

/** Writes the product by tiles. */
export function tiledProduct(
  call: Matmul,
  wgsl: Words,
  { tile, parts, columnSums }: TiledDivision & ColumnSums,
): string {
  const [x, y] = [tile.n / tile.columns, tile.m / tile.rows];
  const { a, b } = operandsOf(call, wgsl);
  // The first row of invocations of the first tiles sees every number of b once.
  const firstRow = (lines: string) => (columnSums ? `if (row == 0u && local.y == 0u) { ${lines} }` : "");
  const eachColumn = (line: (quad: number) => string) => range(columnSums ? tile.columns / 4 : 0, line);
  return /* wgsl */ `
${declareRead(a, tile.m, wgsl.k)}
${declareRead(b, tile.n, wgsl.k)}
var<workgroup> aTile: array<vec4f, ${(tile.k * tile.m) / 4}>;
var<workgroup> bTile: array<vec4f, ${(tile.k * tile.n) / 4}>;
${declareFinish(call, wgsl, parts > 1)}
${columnSums ? declareFinishColumns(wgsl, parts > 1) : ""}
@compute @workgroup_size(${x}, ${y})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_id) local: vec3u,
) {
  let invocation = local.y * ${x}u + local.x;
  let row = (group.y + ${wgsl.part}) * ${tile.m}u;
  let column = group.x * ${tile.n}u;
  ${eachBlock(tile, (i, j) => `var sum${i}_${j} = vec4f();`)}
  ${eachColumn((j) => `var columns${j} = vec4f();`)}
  let stepsAProduct = (${wgsl.k} + ${tile.k - 1}u) / ${tile.k}u;
  ${
    parts > 1 || call.cBatchStride === 0
      ? `let steps = stepsAProduct * ${wgsl.batches};
  let stepsAPart = (steps + groups.z - 1u) / groups.z;
  let first = group.z * stepsAPart;
  let last = min(first + stepsAPart, steps);`
      : `let first = group.z * stepsAProduct;
  let last = first + stepsAProduct;`
  }
  for (var step = first; step < last; step++) {
    let batch = step / stepsAProduct;
    let depth = (step % stepsAProduct) * ${tile.k}u;
    ${fillTile(a, tile.m, tile, "row")}
    ${fillTile(b, tile.n, tile, "column")}
    workgroupBarrier();
    for (var l = 0u; l < ${tile.k}u; l++) {
      ${range(tile.rows / 4, (i) => `let a${i} = aTile[l * ${tile.m / 4}u + local.y * ${tile.rows / 4}u + ${i}u];`)}
      ${range(tile.columns / 4, (j) => `let b${j} = bTile[l * ${tile.n / 4}u + local.x * ${tile.columns / 4}u + ${j}u];`)}
      ${eachBlock(tile, (i, j) => `sum${i}_${j} += a${Math.floor(i / 4)}.${"xyzw"[i % 4]} * b${j};`)}
    }
    ${firstRow(`for (var l = 0u; l < ${tile.k}u; l++) { ${eachColumn((j) => `columns${j} += bTile[l * ${tile.n / 4}u + local.x * ${tile.columns / 4}u + ${j}u];`)} }`)}
    workgroupBarrier();
  }
  ${eachBlock(
    tile,
    (i, j) =>
      `finish(group.z, row + local.y * ${tile.rows}u + ${i}u, column + local.x * ${tile.columns}u + ${4 * j}u, sum${i}_${j});`,
  )}
  ${firstRow(eachColumn((j) => `finishColumns(group.z, groups.z, column + local.x * ${tile.columns}u + ${4 * j}u, columns${j});`))}
}`;
}

/** Declares how an operand is read: four neighbours across the sum at one position of it, or along it at one place. */
function declareRead(operand: Operand, tile: number, k: string): string {
  const { name, edge, stride, batchStride, width, isAcross, inQuads } = operand;
  const isWhole = width % tile === 0;
  const start = `batch * ${batchStride}`;
  if (inQuads) {
    const at = isAcross ? `depth * ${stride} + place` : `place * ${stride} + depth`;
    const inside = `depth < ${k}${isWhole ? "" : ` && place < ${edge}`}`;
    return /* wgsl */ `
${declareReading(operand)}
fn ${name}Quad(batch: u32, place: u32, depth: u32) -> vec4f {
  return select(vec4f(), ${quadAt(operand, `${start} + ${at}`)}, ${inside});
}`;
  }
  const at = (c: number) =>
    isAcross ? `${start} + depth * ${stride} + place + ${c}u` : `${start} + (place + ${c}u) * ${stride} + depth`;
  const inside = (c: number) => `depth < ${k}${isWhole ? "" : ` && place + ${c}u < ${edge}`}`;
  return /* wgsl */ `
${declareReading(operand)}
fn ${name}Quad(batch: u32, place: u32, depth: u32) -> vec4f {
  return vec4f(${range(4, (c) => `select(0.0, ${numberAt(operand, at(c))}, ${inside(c)})`, ", ")});
}`;
}

/** Fills a tile, neighbouring invocations with what lies side by side in memory. */
function fillTile({ name, isAcross, inQuads }: Operand, width: number, tile: Tile, first: string): string {
  const invocations = (tile.m / tile.rows) * (tile.n / tile.columns);
  const quads = width / 4;
  // Quads along the sum are read four at a time and turned.
  const turns = inQuads && !isAcross;
  const depths = turns ? tile.k / 4 : tile.k;
  const [l, quad] = isAcross ? [`at / ${quads}u`, `at % ${quads}u`] : [`at % ${depths}u`, `at / ${depths}u`];
  const read = (c: number) => `${name}Quad(batch, ${first} + 4u * quad + ${c}u, depth + 4u * l)`;
  const body = turns
    ? `${range(4, (c) => `let line${c} = ${read(c)};`)}
      ${range(4, (d) => `${name}Tile[(4u * l + ${d}u) * ${quads}u + quad] = vec4f(${range(4, (c) => `line${c}.${"xyzw"[d]}`, ", ")});`)}`
    : `${name}Tile[l * ${quads}u + quad] = ${name}Quad(batch, ${first} + 4u * quad, depth + l);`;
  return /* wgsl */ `
    for (var at = invocation; at < ${depths * quads}u; at += ${invocations}u) {
      let l = ${l};
      let quad = ${quad};
      ${body}
    }`;
}

/** Writes a line for each row and each four columns of an invocation's block. */
function eachBlock(tile: Tile, line: (row: number, quad: number) => string): string {
  return range(tile.rows, (i) => range(tile.columns / 4, (j) => line(i, j)));
}
