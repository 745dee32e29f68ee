// The recurrence of a GRU layer by workgroups that each run four rows of the batch through the whole sequence: the
// state lies in workgroup memory, a row in each component of its vectors. An invocation has one channel and a part
// of the sum over the others.
import type { CallOf } from "../../plan/contract/kernel-call";
import type { Dispatch, KernelWords } from "../../plan/webgpu/kernel";
import type { DeviceTraits } from "../../plan/webgpu/traits";
import { unroll } from "../../plan/webgpu/unroll";
import { declareCell, declareCellBackward } from "./webgpu-cell";

type Call = CallOf<"gru"> | CallOf<"gruBackward">;

const ROWS = 4;
const INVOCATIONS = 256;
const MOST_SPLITS = 8;
/** The most channels, so that each has an invocation, and 16 KiB hold the gradients of their gates. */
export const MOST_SEQUENCE_CHANNELS = INVOCATIONS;
/** Two numbers below it share a word. */
const MOST_POSITIONS = 2 ** 16 - 1;
/** Few workgroups and many barriers: an operation takes so many times as long as one of a large product. */
const SLOWNESS = 4;

/** y, gates, previous and final */
export function runSequence(call: CallOf<"gru">, wgsl: KernelWords<"gru">, traits: DeviceTraits): readonly Dispatch[] {
  const { recurrent, initial, final, y, channels } = wgsl;
  const splits = splitsOf(call);
  const carried =
    y === null ? `${final}[row * ${channels} + c]` : `${y}[(row * ${wgsl.positions} + first - 1u) * ${channels} + c]`;
  const start = initial === null ? "0.0" : `${initial}[row * ${channels} + c]`;
  const body = /* wgsl */ `
  var before = vec4f();
  if (isOwner) {
    ${eachRow((_, name) => `if (first == 0u) { before.${name} = ${start}; } else { before.${name} = ${carried}; }`)}
    states[c] = before;
  }
  for (var t = first; t < end; t++) {
    ${unroll(ROWS, (row) => `var input${row} = vec3f();`)}
    if (isOwner) { ${eachRow((row) => `input${row} = inputOf(row, t, c);`)} }
    workgroupBarrier();
    var z = vec4f();
    var r = vec4f();
    var h = vec4f();
    for (var k = split * ${depthOf(call, channels)}; k < endOf(split, ${channels}); k++) {
      let state = states[k];
      let at = 3u * k * ${channels} + c;
      z += state * ${recurrent}[at];
      r += state * ${recurrent}[at + ${channels}];
      h += state * ${recurrent}[at + 2u * ${channels}];
    }
    if (split > 0u && split < ${splits}u) {
      let at = 3u * ((split - 1u) * ${channels} + c);
      partials[at] = z;
      partials[at + 1u] = r;
      partials[at + 2u] = h;
    }
    workgroupBarrier();
    if (isOwner) {
      for (var other = 0u; other < ${splits - 1}u; other++) {
        let at = 3u * (other * ${channels} + c);
        z += partials[at];
        r += partials[at + 1u];
        h += partials[at + 2u];
      }
      ${eachRow((row, name) => `before.${name} = cell(row, t, c, before.${name}, input${row}, vec3f(z.${name}, r.${name}, h.${name}));`)}
      states[c] = before;
    }
  }
  ${final === null ? "" : `if (isOwner) { ${eachRow((_, name) => `${final}[row * ${channels} + c] = before.${name};`)} }`}`;
  const vectors = { states: call.channels, partials: 3 * (splits - 1) * call.channels };
  return overPositions(call, wgsl, traits, { helpers: declareCell(wgsl), ...vectors, body });
}

/** dProjected and dRecurrent, by recurrent weights that lie transposed (3C,C) at the beginning of scratch. */
export function runSequenceBackward(
  call: CallOf<"gruBackward">,
  wgsl: KernelWords<"gruBackward">,
  traits: DeviceTraits,
): readonly Dispatch[] {
  const { channels, scratch } = wgsl;
  const splits = splitsOf(call);
  const carried = `${scratch}[3u * ${channels} * ${channels} + row * ${channels} + c]`;
  const body = /* wgsl */ `
  var carry = vec4f();
  if (isOwner && first > 0u) { ${eachRow((_, name) => `carry.${name} = ${carried};`)} }
  for (var step = first; step < end; step++) {
    let t = ${wgsl.positions} - 1u - step;
    if (isOwner) {
      var dZ = vec4f();
      var dR = vec4f();
      var dH = vec4f();
      ${eachRow(
        (row, name) => `let slopes${row} = cellBackward(row, t, c, carry.${name});
      dZ.${name} = slopes${row}.x; dR.${name} = slopes${row}.y; dH.${name} = slopes${row}.z; carry.${name} = slopes${row}.w;`,
      )}
      states[c] = dZ;
      states[${channels} + c] = dR;
      states[2u * ${channels} + c] = dH;
    }
    workgroupBarrier();
    var sum = vec4f();
    for (var k = split * ${depthOf(call, channels, 3)}; k < endOf(split, 3u * ${channels}); k++) {
      sum += states[k] * ${scratch}[k * ${channels} + c];
    }
    if (split > 0u && split < ${splits}u) { partials[(split - 1u) * ${channels} + c] = sum; }
    workgroupBarrier();
    if (isOwner) {
      for (var other = 0u; other < ${splits - 1}u; other++) { sum += partials[other * ${channels} + c]; }
      carry += sum;
    }
  }
  if (isOwner) { ${eachRow((_, name) => `${carried} = carry.${name};`)} }`;
  const vectors = { states: 3 * call.channels, partials: (splits - 1) * call.channels };
  return overPositions(call, wgsl, traits, { helpers: declareCellBackward(call, wgsl), ...vectors, body });
}

/** Counts the invocations that share the sum of a channel. */
function splitsOf({ channels }: Call): number {
  return Math.min(Math.max(Math.floor(INVOCATIONS / channels), 1), MOST_SPLITS);
}

/** Gives the summands of a split of `depth` times C. */
function depthOf(call: Call, channels: string, depth = 1): string {
  return `((${depth}u * ${channels} + ${splitsOf(call) - 1}u) / ${splitsOf(call)}u)`;
}

/** A body, what it calls, and the vectors of workgroup memory that it has. */
interface SequenceText {
  readonly helpers: string;
  readonly states: number;
  readonly partials: number;
  readonly body: string;
}

/** The kernel around the body for some positions of four rows; a dispatch does as many positions as it may. */
function overPositions(
  call: Call,
  { batch, positions, channels, part }: Pick<KernelWords<"gru">, "batch" | "positions" | "channels" | "part">,
  traits: DeviceTraits,
  { helpers, states, partials, body }: SequenceText,
): readonly Dispatch[] {
  const atOnce = Math.max(1, Math.floor(traits.mostOperations / SLOWNESS / (6 * call.batch * call.channels ** 2)));
  const steps = Math.min(atOnce, call.positions, MOST_POSITIONS);
  const code = /* wgsl */ `
var<workgroup> states: array<vec4f, ${states}>;
var<workgroup> partials: array<vec4f, ${Math.max(partials, 1)}>;
fn endOf(split: u32, count: u32) -> u32 {
  return min(count, (split + 1u) * ((count + ${splitsOf(call) - 1}u) / ${splitsOf(call)}u));
}
${helpers}
@compute @workgroup_size(${INVOCATIONS})
fn main(@builtin(local_invocation_index) local: u32, @builtin(workgroup_id) group: vec3u) {
  let rows = ${batch};
  let firstRow = ${ROWS}u * group.x;
  let c = local % ${channels};
  let split = local / ${channels};
  let isOwner = split == 0u;
  let first = ${part} % ${MOST_POSITIONS + 1}u;
  let end = min(${positions}, first + ${part} / ${MOST_POSITIONS + 1}u);
${body}
}`;
  return Array.from({ length: Math.ceil(call.positions / steps) }, (_, index) => ({
    code,
    workgroups: [Math.ceil(call.batch / ROWS), 1, 1] as const,
    // Where it begins and how far it goes are no part of the text, which many layers so share.
    part: index * steps + (MOST_POSITIONS + 1) * steps,
  }));
}

/** Writes a line for each row of the workgroup that is there; `name` is its component. */
function eachRow(line: (row: number, name: string) => string): string {
  return unroll(
    ROWS,
    (row) => `if (firstRow + ${row}u < rows) { let row = firstRow + ${row}u; ${line(row, "xyzw"[row])} }`,
  );
}
