// What attention by tiles is written with. A workgroup of 8 x 8 invocations has 32 x 32 scores; invocation
// (x,y) has those of rows y, y + 8, y + 16 and y + 24 in columns 4x to 4x + 3, and vector x of a chunk of the result.
import { unroll } from "../../plan/webgpu/unroll";
import type { AttentionShape } from "./webgpu-vectors";

/** Positions on a side of a tile. */
export const TILE = 32;
const SIDE = 8;
const INVOCATIONS = SIDE * SIDE;
/** Vectors between the rows of shares. */
const SHARES = 9;

/** One of the vectors of positions: which array, and part of how many in a row. */
export type Source = readonly [name: string, parts: number, part: number];

/** Counts the chunks of vectors, of which one at a time lies in workgroup memory. */
export function chunksOf({ vectors }: AttentionShape): number {
  return Math.ceil(vectors / SIDE);
}

/** Gives how many vectors of a position lie there, and their distance: odd, so that neighbours find other banks. */
function tileOf({ vectors }: AttentionShape): { readonly width: number; readonly stride: number } {
  const width = Math.min(SIDE, vectors);
  return { width, stride: width + 1 - (width % 2) };
}

/** Writes something for each of an invocation's four rows; `row` picks its number out of a vec4. */
export function eachRow(line: (index: number, row: string) => string): string {
  return unroll(4, (index) => line(index, "xyzw"[index]));
}

/** Declares the tiles, their products, and reductions over the columns of an invocation's rows. */
export function declareTiles(shape: AttentionShape): string {
  const { width, stride } = tileOf(shape);
  const reduced = (next: (sum: string, other: string) => string) => /* wgsl */ `
  var result = vec4f();
  ${eachRow((i, row) => {
    const at = `${SIDE}u * (y + ${8 * i}u)`;
    return `{ var sum = partials[${at}];
    for (var lane = 1u; lane < ${SIDE}u; lane++) { sum = ${next("sum", `partials[${at} + lane]`)}; }
    result.${row} = sum; }`;
  })}
  return result;`;
  return /* wgsl */ `
struct Block { row0: vec4f, row1: vec4f, row2: vec4f, row3: vec4f }
var<workgroup> rowTile: array<vec4f, ${TILE * stride}>;
var<workgroup> columnTile: array<vec4f, ${TILE * stride}>;
var<workgroup> shares: array<vec4f, ${TILE * SHARES}>;
var<workgroup> partials: array<f32, ${TILE * SIDE}>;

fn multiply(before: Block, x: u32, y: u32) -> Block {
  var sums = before;
  for (var c = 0u; c < ${width}u; c++) {
    ${unroll(4, (j) => `let column${j} = columnTile[${stride}u * (x + ${8 * j}u) + c];`)}
    ${eachRow((i) => {
      const dots = unroll(4, (j) => `dot(row, column${j})`, ", ");
      return `{ let row = rowTile[${stride}u * (y + ${8 * i}u) + c]; sums.row${i} += vec4f(${dots}); }`;
    })}
  }
  return sums;
}

fn mixed(before: Block, x: u32, y: u32) -> Block {
  var sums = before;
  for (var quad = 0u; quad < ${TILE / 4}u; quad++) {
    ${unroll(4, (j) => `let column${j} = columnTile[${stride}u * (quad + ${8 * j}u) + x];`)}
    ${eachRow((i) => {
      const products = unroll(4, (j) => `share.${"xyzw"[j]} * column${j}`, " + ");
      return `{ let share = shares[${SHARES}u * (y + ${8 * i}u) + quad]; sums.row${i} += ${products}; }`;
    })}
  }
  return sums;
}

fn rowMost(y: u32) -> vec4f { ${reduced((sum, other) => `max(${sum}, ${other})`)} }
fn rowTotal(y: u32) -> vec4f { ${reduced((sum, other) => `${sum} + ${other}`)} }`;
}

/** Leaves a number for each row for rowMost and rowTotal. */
export function setPartials(value: (index: number, row: string) => string): string {
  return eachRow((i, row) => `partials[${SIDE}u * (y + ${8 * i}u) + x] = ${value(i, row)};`);
}

/** Leaves the shares of each row's columns for `mixed`. */
export function setShares(value: (index: number, row: string) => string): string {
  return eachRow((i, row) => `shares[${SHARES}u * (y + ${8 * i}u) + x] = ${value(i, row)};`);
}

/**
 * Fills a tile with a chunk of the vectors of a block of positions, zeros beyond the edges. Columns lie in the
 * order 0, 4, 8 ... 28, 1, 5 ..., so that the four of an invocation are apart and those of neighbours side by side.
 * What invocations find in columns beyond the width is never stored.
 */
export function fill(
  tile: "rowTile" | "columnTile",
  [name, parts, part]: Source,
  { block, chunk }: { readonly block: string; readonly chunk: string },
  shape: AttentionShape,
  positions: string,
): string {
  const { width, stride } = tileOf(shape);
  const place = tile === "rowTile" ? "slot" : `${TILE / SIDE}u * (slot % ${SIDE}u) + slot / ${SIDE}u`;
  return /* wgsl */ `
    for (var index = local; index < ${TILE * width}u; index += ${INVOCATIONS}u) {
      let slot = index / ${width}u;
      let c = ${width}u * ${chunk} + index % ${width}u;
      let position = ${TILE}u * ${block} + ${place};
      var value = vec4f();
      if (position < ${positions} && c < ${shape.vectors}u) {
        value = ${name}Load(headAt(batch, position, ${parts}u, ${part}u, head), c);
      }
      ${tile}[${stride}u * slot + index % ${width}u] = value;
    }`;
}

/** Writes the numbers of an invocation's rows, a vector for each chunk. */
export function storeBlocks(
  [name, parts, part]: Source,
  value: (chunk: number, index: number, row: string) => string,
  shape: AttentionShape,
  positions: string,
): string {
  return eachRow(
    (i, row) => /* wgsl */ `
  if (rows.${row} < ${positions}) {
    let at = headAt(batch, rows.${row}, ${parts}u, ${part}u, head);
    ${unroll(chunksOf(shape), (c) => {
      const vector = `${SIDE * c}u + x`;
      return `if (${vector} < ${shape.vectors}u) { ${name}Store(at, ${vector}, ${value(c, i, row)}); }`;
    })}
  }`,
  );
}

/** The kernel around a body that finds its head, batch and place in the workgroup. */
export function tiledKernel(helpers: string, body: string, batch: string): string {
  return /* wgsl */ `
${helpers}
@compute @workgroup_size(${INVOCATIONS})
fn main(
  @builtin(local_invocation_index) local: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let x = local % ${SIDE}u;
  let y = local / ${SIDE}u;
  let head = group.y;
  let batch = ${batch};
${body}
}`;
}
