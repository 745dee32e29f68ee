// The recurrence of a GRU layer by one dispatch a position, without workgroup memory: an invocation has some channels of
// several rows, whose products it sums over all channels of the state. A number that is read serves a whole side of its
// block, since a processor in a card's place takes ten times as long to read one as to multiply it.
import type { CallOf } from "../../plan/contract/kernel-call";
import { forEachElement } from "../../plan/webgpu/elementwise";
import type { Dispatch, KernelWords } from "../../plan/webgpu/kernel";
import { unroll } from "../../plan/webgpu/unroll";
import { declareCell, declareCellBackward } from "./webgpu-cell";

/** What an invocation computes: products of each of its rows with so many columns of the weights. */
interface Block {
  readonly rows: number;
  readonly channels: number;
}

const FORWARD: Block = { rows: 16, channels: 4 };
const BACKWARD: Block = { rows: 16, channels: 8 };
/** Few, so that few blocks make several workgroups. */
const INVOCATIONS = 16;

/** y, gates, previous and final; where there is no y, states lie in scratch, two of (B,C) in turn. */
export function runSteps(call: CallOf<"gru">, wgsl: KernelWords<"gru">): readonly Dispatch[] {
  const { recurrent, initial, final, y, scratch, batch, positions, channels, part } = wgsl;
  const state = (row: string, t: string) =>
    y === null
      ? `${scratch}[(${t} % 2u * ${batch} + ${row}) * ${channels}`
      : `${y}[(${row} * ${positions} + ${t}) * ${channels}`;
  const before = (row: string) => state(row, "(t - 1u)");
  const first = (row: string) => `${initial}[${row} * ${channels}`;
  const weight = (channel: number, gate: number) =>
    `${recurrent}[3u * k * ${channels} + ${gate}u * ${channels} + c${channel}]`;
  const addProducts = (stateOf: (row: string) => string) => /* wgsl */ `
    for (var k = 0u; k < ${channels}; k++) {
      ${unroll(FORWARD.rows, (r) => `let state${r} = ${stateOf(`row${r}`)} + k];`)}
      ${unroll(
        FORWARD.channels,
        (c) => /* wgsl */ `{
        let z = ${weight(c, 0)};
        let r = ${weight(c, 1)};
        let h = ${weight(c, 2)};
        ${unroll(FORWARD.rows, (r) => `sums[${r * FORWARD.channels + c}] += state${r} * vec3f(z, r, h);`)}
      }`,
      )}
    }`;
  const body = /* wgsl */ `
  let t = ${part};
  var sums: array<vec3f, ${FORWARD.rows * FORWARD.channels}>;
  if (t > 0u) {${addProducts(before)}
  }${initial === null ? "" : ` else {${addProducts(first)}\n  }`}
  for (var i = 0u; i < ${FORWARD.rows * FORWARD.channels}u; i++) {
    let row = firstRow + i / ${FORWARD.channels}u;
    let c = firstChannel + i % ${FORWARD.channels}u;
    if (row >= ${batch} || c >= ${channels}) { continue; }
    var before = ${initial === null ? "0.0" : `${first("row")} + c]`};
    if (t > 0u) { before = ${before("row")} + c]; }
    let after = cell(row, t, c, before, inputOf(row, t, c), sums[i]);
    ${y === null ? `${state("row", "t")} + c] = after;` : ""}
  }`;
  const last = `${state(`(i / ${channels})`, `(${positions} - 1u)`)} + i % ${channels}]`;
  const ends =
    final === null
      ? []
      : [forEachElement(call.batch * call.channels, `${batch} * ${channels}`, `${final}[i] = ${last};`)];
  return [...forEachPosition(call, FORWARD, declareCell(wgsl) + inBlocks(wgsl, FORWARD, body)), ...ends];
}

/** dProjected and dRecurrent, by recurrent weights that lie transposed (3C,C) at the beginning of scratch. */
export function runStepsBackward(call: CallOf<"gruBackward">, wgsl: KernelWords<"gruBackward">): readonly Dispatch[] {
  const { dRecurrent, scratch, batch, positions, channels, part } = wgsl;
  const body = /* wgsl */ `
  let t = ${positions} - 1u - ${part};
  var sums: array<f32, ${BACKWARD.rows * BACKWARD.channels}>;
  if (${part} > 0u) {
    for (var k = 0u; k < 3u * ${channels}; k++) {
      ${unroll(BACKWARD.rows, (r) => `let slope${r} = ${dRecurrent}[(row${r} * ${positions} + t + 1u) * 3u * ${channels} + k];`)}
      ${unroll(
        BACKWARD.channels,
        (c) => /* wgsl */ `{
        let weight = ${scratch}[k * ${channels} + c${c}];
        ${unroll(BACKWARD.rows, (r) => `sums[${r * BACKWARD.channels + c}] += slope${r} * weight;`)}
      }`,
      )}
    }
  }
  for (var i = 0u; i < ${BACKWARD.rows * BACKWARD.channels}u; i++) {
    let row = firstRow + i / ${BACKWARD.channels}u;
    let c = firstChannel + i % ${BACKWARD.channels}u;
    if (row >= ${batch} || c >= ${channels}) { continue; }
    // The direct part of the gradient of the state, by the invocation alone that has it.
    let direct = (3u * ${channels} + row) * ${channels} + c;
    var carry = sums[i];
    if (${part} > 0u) { carry += ${scratch}[direct]; }
    ${scratch}[direct] = cellBackward(row, t, c, carry).w;
  }`;
  return forEachPosition(call, BACKWARD, declareCellBackward(call, wgsl) + inBlocks(wgsl, BACKWARD, body));
}

/** The entry point around the body for the rows and channels of a block; beyond the edge the last one is read again. */
function inBlocks({ batch, channels }: Pick<KernelWords<"gru">, "batch" | "channels">, block: Block, body: string) {
  return /* wgsl */ `
@compute @workgroup_size(${INVOCATIONS})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let blocksARow = (${channels} + ${block.channels - 1}u) / ${block.channels}u;
  let firstRow = ${block.rows}u * (id.x / blocksARow);
  let firstChannel = ${block.channels}u * (id.x % blocksARow);
  if (firstRow >= ${batch}) { return; }
  ${unroll(block.rows, (r) => `let row${r} = min(firstRow + ${r}u, ${batch} - 1u);`)}
  ${unroll(block.channels, (c) => `let c${c} = min(firstChannel + ${c}u, ${channels} - 1u);`)}
${body}
}`;
}

function forEachPosition(
  { batch, positions, channels }: CallOf<"gru"> | CallOf<"gruBackward">,
  block: Block,
  code: string,
): readonly Dispatch[] {
  const blocks = Math.ceil(batch / block.rows) * Math.ceil(channels / block.channels);
  const workgroups = [Math.ceil(blocks / INVOCATIONS), 1, 1] as const;
  return Array.from({ length: positions }, (_, part) => ({ code, workgroups, part }));
}
