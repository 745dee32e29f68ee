// The product without workgroup memory: every invocation reads what its block of the result needs. On a card the block
// lies in registers, whose names no loop can choose, and four positions of the sum are read at a time where its length
// allows. In software it is an array, since text costs more to compile there than all that the loops cost.
import { type BlockDivision, LEAST_DEPTH } from "./division";
import { type ColumnSums, declareFinish, declareFinishColumns, type Matmul, range, type Words } from "./webgpu-entries";
import { declareReading, numberAt, type Operand, operandsOf, quadAt } from "./webgpu-operands";

/** Invocations of a workgroup. */
export const INVOCATIONS = 64;

/** Writes the product by blocks, in registers or not. */
export function blockProduct(
  call: Matmul,
  wgsl: Words,
  division: BlockDivision & ColumnSums & { readonly inRegisters: boolean },
): string {
  const { rows, columns, parts, columnSums, inRegisters } = division;
  const { a, b } = operandsOf(call, wgsl);
  const depth = inRegisters && call.k % 4 === 0 ? 4 : 1;
  const quads = columns / 4;
  const sum = (row: number, quad: number) => (inRegisters ? `sum${row}_${quad}` : `sums[${row * quads + quad}]`);
  const sumsProducts = call.cBatchStride === 0 && call.batches > 1;
  // Parts are of products, or of positions; without parts, a layer is a product.
  const [firstBatch, lastBatch] = sumsProducts
    ? ["id.z * aPart", `min(${wgsl.batches}, (id.z + 1u) * aPart)`]
    : parts > 1
      ? ["0u", "1u"]
      : ["id.z", "id.z + 1u"];
  const [first, last] =
    parts > 1 && !sumsProducts ? ["id.z * aPart", `min(${wgsl.k}, (id.z + 1u) * aPart)`] : ["0u", wgsl.k];
  const aPart = sumsProducts
    ? `(${wgsl.batches} + groups.z - 1u) / groups.z`
    : `((${wgsl.k} + ${LEAST_DEPTH - 1}u) / ${LEAST_DEPTH}u + groups.z - 1u) / groups.z * ${LEAST_DEPTH}u`;
  const eachQuad = (line: (row: number, quad: number) => string) => range(rows, (i) => range(quads, (j) => line(i, j)));
  // The first row of blocks sees every number of b once.
  const firstRow = (lines: string) => (columnSums ? `if (row == 0u) { ${lines} }` : "");
  const eachColumn = (line: (quad: number) => string) => range(columnSums ? quads : 0, line);
  return /* wgsl */ `
${declareReading(b)}
${declareFinish(call, wgsl, parts > 1)}
${columnSums ? declareFinishColumns(wgsl, parts > 1) : ""}
@compute @workgroup_size(${INVOCATIONS})
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let blocksARow = (${wgsl.n} + ${columns - 1}u) / ${columns}u;
  let block = id.x + ${wgsl.part} * ${INVOCATIONS}u;
  let row = (block / blocksARow) * ${rows}u;
  let column = (block % blocksARow) * ${columns}u;
  if (row >= ${wgsl.m}) { return; }
  let aPart = ${aPart};
  ${startOf(a, "row", rows)}
  ${startOf(b, "column", columns)}
  ${inRegisters ? eachQuad((i, j) => `var ${sum(i, j)} = vec4f();`) : `var sums: array<vec4f, ${rows * quads}>;`}
  ${eachColumn((j) => `var columns${j} = vec4f();`)}
  for (var batch = ${firstBatch}; batch < ${lastBatch}; batch++) {
    let aBatch = batch * ${a.batchStride};
    let bBatch = batch * ${b.batchStride};
    for (var l = ${first}; l < ${last}; l += ${depth}u) {
      ${readOperand(a, rows, depth)}
      ${readOperand(b, columns, depth)}
      ${range(depth, (d) => eachQuad((i, j) => `${sum(i, j)} += ${entryOf(a, i, d, depth)} * ${quadOf(b, j, d, depth)};`))}
      ${firstRow(range(depth, (d) => eachColumn((j) => `columns${j} += ${quadOf(b, j, d, depth)};`)))}
    }
  }
  ${
    inRegisters
      ? eachQuad((i, j) => `finish(id.z, row + ${i}u, column + ${4 * j}u, ${sum(i, j)});`)
      : `for (var i = 0u; i < ${rows * quads}u; i++) { finish(id.z, row + i / ${quads}u, column + 4u * (i % ${quads}u), sums[i]); }`
  }
  ${firstRow(eachColumn((j) => `finishColumns(id.z, groups.z, column + ${4 * j}u, columns${j});`))}
}`;
}

/** Names where each number, or quad, across the sum begins; beyond the edge the last one is read again. */
function startOf({ name, edge, stride, isAcross, inQuads }: Operand, first: string, count: number): string {
  if (isAcross && inQuads)
    return range(count / 4, (q) => `let ${name}At${q} = min(${first} + ${4 * q}u, ${edge} - 4u);`);
  const scale = isAcross ? "" : ` * ${stride}`;
  return range(count, (i) => `let ${name}At${i} = min(${first} + ${i}u, ${edge} - 1u)${scale};`);
}

/** Reads what `depth` positions of the sum need of an operand. */
function readOperand(operand: Operand, count: number, depth: number): string {
  const { name, stride, isAcross, inQuads } = operand;
  const batch = `${name}Batch`;
  if (!isAcross) {
    return range(count, (i) => {
      const at = `${batch} + ${name}At${i} + l`;
      if (inQuads && depth === 4) return `let ${name}${i} = ${quadAt(operand, at)};`;
      if (inQuads) return `let ${name}${i} = ${numberAt(operand, at)};`;
      const numbers = range(depth, (d) => numberAt(operand, `${at} + ${d}u`), ", ");
      return `let ${name}${i} = ${depth === 4 ? `vec4f(${numbers})` : numbers};`;
    });
  }
  return range(depth, (d) =>
    range(count / 4, (q) => {
      const line = `${batch} + (l + ${d}u) * ${stride}`;
      if (inQuads) return `let ${name}${d}_${q} = ${quadAt(operand, `${line} + ${name}At${q}`)};`;
      const numbers = range(4, (c) => numberAt(operand, `${line} + ${name}At${4 * q + c}`), ", ");
      return `let ${name}${d}_${q} = vec4f(${numbers});`;
    }),
  );
}

/** One number across the sum at one position of it. */
function entryOf({ name, isAcross }: Operand, index: number, depth: number, positions: number): string {
  if (isAcross) return `${name}${depth}_${Math.floor(index / 4)}.${"xyzw"[index % 4]}`;
  return positions === 4 ? `${name}${index}.${"xyzw"[depth]}` : `${name}${index}`;
}

/** Four numbers side by side across the sum at one position of it. */
function quadOf(operand: Operand, quad: number, depth: number, positions: number): string {
  if (operand.isAcross) return `${operand.name}${depth}_${quad}`;
  return `vec4f(${range(4, (c) => entryOf(operand, 4 * quad + c, depth, positions), ", ")})`;
}
