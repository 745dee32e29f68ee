// Attention by tiles of 32 x 32 scores: a workgroup has 32 positions of one head, and goes through the others
// in steps of 32.
import type { CallOf } from "../../plan/contract/kernel-call";
import type { Dispatch, KernelWords } from "../../plan/webgpu/kernel";
import type { DeviceTraits } from "../../plan/webgpu/traits";
import { unroll } from "../../plan/webgpu/unroll";
import {
  chunksOf,
  declareTiles,
  eachRow,
  fill,
  type Source,
  setPartials,
  setShares,
  storeBlocks,
  TILE,
  tiledKernel,
} from "./webgpu-tile";
import { type AttentionShape, declareHeads, declareLoad, declareStore, shapeOf } from "./webgpu-vectors";

type Backward = CallOf<"attentionBackward">;
type BackwardWords = KernelWords<"attentionBackward">;
type Words = Pick<BackwardWords, "positions" | "channels" | "heads" | "part">;

const QUERY: Source = ["qkv", 3, 0];
const KEY: Source = ["qkv", 3, 1];
const VALUE: Source = ["qkv", 3, 2];
const OUTPUT_GRADIENT: Source = ["dY", 1, 0];

/** y and logSums */
export function attendByTiles(
  call: CallOf<"attention">,
  wgsl: KernelWords<"attention">,
  traits: DeviceTraits,
): readonly Dispatch[] {
  const shape = shapeOf(call);
  const chunks = chunksOf(shape);
  const body = /* wgsl */ `
  ${lastBlockFirst}
  var most = vec4f(-1e30);
  var totals = vec4f();
  ${unroll(chunks, (c) => `var sums${c} = Block();`)}
  for (var other = 0u; other < ${call.causal ? "block + 1u" : "groups.x"}; other++) {
    ${products("scores", QUERY, KEY, shape, wgsl)}
    ${columns}
    ${eachRow((i, row) => `let score${i} = select(vec4f(-1e30), scale * scores.row${i}, ${isSeen(call, wgsl, row)});`)}
    ${setPartials((i) => `max(max(score${i}.x, score${i}.y), max(score${i}.z, score${i}.w))`)}
    workgroupBarrier();
    let next = max(most, rowMost(y));
    let fade = exp(most - next);
    most = next;
    totals *= fade;
    ${eachRow((i, row) => `let share${i} = exp(score${i} - next.${row}); totals.${row} += dot(share${i}, vec4f(1.0));`)}
    ${unroll(chunks, (c) => eachRow((i, row) => `sums${c}.row${i} *= fade.${row};`))}
    ${setShares((i) => `share${i}`)}
    ${mixInto("sums", VALUE, { isThere: false }, shape, wgsl)}
  }
  workgroupBarrier();
  ${setPartials((_, row) => `totals.${row}`)}
  workgroupBarrier();
  totals = rowTotal(y);
  ${storeBlocks(["y", 1, 0], (c, i, row) => `sums${c}.row${i} / totals.${row}`, shape, wgsl.positions)}
  ${wgsl.logSums === null ? "" : storeNumbers(wgsl.logSums, (row) => `most.${row} + log(totals.${row})`, wgsl)}`;
  const helpers = [declare(shape, wgsl), declareLoad(shape, "qkv", wgsl.qkv), declareStore(shape, "y", wgsl.y)];
  return inParts(call, wgsl, traits, 4, tiled(helpers, body));
}

/** dQkv: that of queries first, which leaves a number for each row in scratch, then that of keys and values. */
export function attendByTilesBackward(call: Backward, wgsl: BackwardWords, traits: DeviceTraits): readonly Dispatch[] {
  const shape = shapeOf(call);
  const helpers = [
    declare(shape, wgsl),
    declareLoad(shape, "qkv", wgsl.qkv),
    declareLoad(shape, "dY", wgsl.dY),
    declareStore(shape, "dQkv", wgsl.dQkv),
  ];
  const queries = tiled([...helpers, declareLoad(shape, "y", wgsl.y)], queryGradient(shape, call, wgsl));
  const keys = tiled(helpers, keyAndValueGradients(shape, call, wgsl));
  return [...inParts(call, wgsl, traits, 6, queries), ...inParts(call, wgsl, traits, 8, keys)];
}

function queryGradient(shape: AttentionShape, call: Backward, wgsl: BackwardWords): string {
  return /* wgsl */ `
  ${lastBlockFirst}
  ${rowDots("y", "dY", shape, wgsl)}
  let deltas = rowTotal(y);
  ${storeNumbers(wgsl.scratch, (row) => `deltas.${row}`, wgsl)}
  let logSums = ${numbersOf(wgsl.logSums, "rows", wgsl)};
  ${unroll(chunksOf(shape), (c) => `var sums${c} = Block();`)}
  for (var other = 0u; other < ${call.causal ? "block + 1u" : "groups.x"}; other++) {
    ${products("slopes", OUTPUT_GRADIENT, VALUE, shape, wgsl)}
    ${products("scores", QUERY, KEY, shape, wgsl)}
    ${columns}
    ${setShares((i, row) => {
      const slope = `exp(scale * scores.row${i} - logSums.${row}) * (slopes.row${i} - deltas.${row})`;
      return `select(vec4f(), scale * ${slope}, ${isSeen(call, wgsl, row)})`;
    })}
    ${mixInto("sums", KEY, { isThere: true }, shape, wgsl)}
  }
  ${storeBlocks(["dQkv", 3, 0], (c, i) => `sums${c}.row${i}`, shape, wgsl.positions)}`;
}

function keyAndValueGradients(shape: AttentionShape, call: Backward, wgsl: BackwardWords): string {
  return /* wgsl */ `
  let block = group.x;
  ${rows}
  ${unroll(chunksOf(shape), (c) => `var keySums${c} = Block(); var valueSums${c} = Block();`)}
  for (var other = ${call.causal ? "block" : "0u"}; other < groups.x; other++) {
    ${products("scores", KEY, QUERY, shape, wgsl)}
    ${products("slopes", VALUE, OUTPUT_GRADIENT, shape, wgsl)}
    ${columns}
    let logSums = ${numbersOf(wgsl.logSums, "columns", wgsl)};
    let deltas = ${numbersOf(wgsl.scratch, "columns", wgsl)};
    ${eachRow((i, row) => {
      const isSeen = `(columns < vec4u(${wgsl.positions}))${call.causal ? ` & (columns >= vec4u(rows.${row}))` : ""}`;
      return `let share${i} = select(vec4f(), exp(scale * scores.row${i} - logSums), ${isSeen});`;
    })}
    ${setShares((i) => `share${i}`)}
    ${mixInto("valueSums", OUTPUT_GRADIENT, { isThere: true }, shape, wgsl)}
    workgroupBarrier();
    ${setShares((i) => `scale * share${i} * (slopes.row${i} - deltas)`)}
    ${mixInto("keySums", QUERY, { isThere: false }, shape, wgsl)}
  }
  ${storeBlocks(["dQkv", 3, 1], (c, i) => `keySums${c}.row${i}`, shape, wgsl.positions)}
  ${storeBlocks(["dQkv", 3, 2], (c, i) => `valueSums${c}.row${i}`, shape, wgsl.positions)}`;
}

const rows = `let rows = ${TILE}u * block + y + vec4u(0u, 8u, 16u, 24u);`;
const columns = `let columns = ${TILE}u * other + 4u * x + vec4u(0u, 1u, 2u, 3u);`;
// The longest rows first, so that the others fill what they leave.
const lastBlockFirst = `let block = groups.x - 1u - group.x;\n  ${rows}`;

/** Tells which of an invocation's columns a row attends to. */
function isSeen({ causal }: { readonly causal: boolean }, { positions }: Words, row: string): string {
  return `(columns < vec4u(${positions}))${causal ? ` & (columns <= vec4u(rows.${row}))` : ""}`;
}

/** Declares a block of products of rows of this block with columns of the other one. */
function products(name: string, rowSource: Source, columnSource: Source, shape: AttentionShape, wgsl: Words): string {
  return /* wgsl */ `
    var ${name} = Block();
    for (var chunk = 0u; chunk < ${chunksOf(shape)}u; chunk++) {
      workgroupBarrier();
      ${fill("rowTile", rowSource, { block: "block", chunk: "chunk" }, shape, wgsl.positions)}
      ${fill("columnTile", columnSource, { block: "other", chunk: "chunk" }, shape, wgsl.positions)}
      workgroupBarrier();
      ${name} = multiply(${name}, x, y);
    }`;
}

/** Adds the columns by their shares, which have just been set; `isThere`: the last products were with them. */
function mixInto(
  name: string,
  source: Source,
  { isThere }: { readonly isThere: boolean },
  shape: AttentionShape,
  wgsl: Words,
): string {
  const chunks = chunksOf(shape);
  if (isThere && chunks === 1) return `workgroupBarrier();\n    ${name}0 = mixed(${name}0, x, y);`;
  return unroll(
    chunks,
    (c) => /* wgsl */ `
    ${isThere || c > 0 ? "workgroupBarrier();" : ""}
    ${fill("columnTile", source, { block: "other", chunk: `${c}u` }, shape, wgsl.positions)}
    workgroupBarrier();
    ${name}${c} = mixed(${name}${c}, x, y);`,
  );
}

/** Leaves the dot product of each row's vectors in two arrays for rowTotal. */
function rowDots(a: string, b: string, { vectors }: AttentionShape, { positions }: Words): string {
  return /* wgsl */ `
  for (var index = local; index < ${8 * TILE}u; index += 64u) {
    let position = ${TILE}u * block + index / 8u;
    var sum = 0.0;
    if (position < ${positions}) {
      let at = headAt(batch, position, 1u, 0u, head);
      for (var c = index % 8u; c < ${vectors}u; c += 8u) { sum += dot(${a}Load(at, c), ${b}Load(at, c)); }
    }
    partials[index] = sum;
  }
  workgroupBarrier();`;
}

/** Gives four numbers of an array (B,H,T) at positions, zeros beyond the edge. */
function numbersOf(array: string, positions: "rows" | "columns", wgsl: Words): string {
  const number = (i: number) => {
    const position = `${positions}.${"xyzw"[i]}`;
    return `select(0.0, ${array}[${startOf(wgsl)} + ${position}], ${position} < ${wgsl.positions})`;
  };
  return `vec4f(${unroll(4, number, ", ")})`;
}

/** Writes a number for each row into an array (B,H,T). */
function storeNumbers(array: string, value: (row: string) => string, wgsl: Words): string {
  const store = (row: string) => `${array}[${startOf(wgsl)} + rows.${row}] = ${value(row)};`;
  return `if (x == 0u) { ${eachRow((_, row) => `if (rows.${row} < ${wgsl.positions}) { ${store(row)} }`)} }`;
}

function startOf({ heads, positions }: Words): string {
  return `(batch * ${heads} + head) * ${positions}`;
}

function declare(shape: AttentionShape, wgsl: Words): string {
  return `${declareHeads(shape, wgsl)}\n${declareTiles(shape)}`;
}

function tiled(helpers: readonly string[], body: string): (batch: string) => string {
  return (batch) => tiledKernel(helpers.join("\n"), body, batch);
}

/** Dispatches as many sequences at once as it may; `operations` a score and channel. */
function inParts(
  { batch, positions, channels, heads, causal }: CallOf<"attention"> | Backward,
  { part }: Words,
  { mostOperations }: DeviceTraits,
  operations: number,
  codeFor: (batch: string) => string,
): readonly Dispatch[] {
  const each = (operations * channels * positions * positions) / (causal ? 2 : 1);
  const atOnce = Math.min(batch, Math.max(1, Math.floor(mostOperations / each)));
  const code = codeFor(`group.z + ${part}`);
  return Array.from({ length: Math.ceil(batch / atOnce) }, (_, index) => ({
    code,
    workgroups: [Math.ceil(positions / TILE), heads, Math.min(atOnce, batch - index * atOnce)] as const,
    part: index * atOnce,
  }));
}
