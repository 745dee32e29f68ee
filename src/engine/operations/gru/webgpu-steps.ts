// The recurrence of a GRU layer by one dispatch a position, without workgroup memory: an invocation has one channel
// of eight rows, whose products it sums over all channels of the state.
import type { CallOf } from "../../plan/contract/kernel-call";
import { forEachElement } from "../../plan/webgpu/elementwise";
import type { Dispatch, KernelWords } from "../../plan/webgpu/kernel";
import { unroll } from "../../plan/webgpu/unroll";
import { declareCell, declareCellBackward } from "./webgpu-cell";

const ROWS = 8;

/** y, gates, previous and final; where there is no y, states lie in scratch, two of (B,C) in turn. */
export function runSteps(call: CallOf<"gru">, wgsl: KernelWords<"gru">): readonly Dispatch[] {
  const { recurrent, initial, final, y, scratch, batch, positions, channels, part } = wgsl;
  const state = (row: string, c: string, t: string) =>
    y === null
      ? `${scratch}[(${t} % 2u * ${batch} + ${row}) * ${channels} + ${c}]`
      : `${y}[(${row} * ${positions} + ${t}) * ${channels} + ${c}]`;
  const helpers = /* wgsl */ `
${declareCell(wgsl)}
fn stateBefore(row: u32, c: u32, t: u32) -> f32 {
  if (t == 0u) { return ${initial === null ? "0.0" : `${initial}[row * ${channels} + c]`}; }
  return ${state("row", "c", "(t - 1u)")};
}`;
  const body = /* wgsl */ `
    let t = ${part};
    ${eachRow((r) => `let row${r} = min(first + ${r}u, ${batch} - 1u); var sum${r} = vec3f();`)}
    for (var k = 0u; k < ${channels}; k++) {
      let at = 3u * k * ${channels} + c;
      let weights = vec3f(${recurrent}[at], ${recurrent}[at + ${channels}], ${recurrent}[at + 2u * ${channels}]);
      ${eachRow((r) => `sum${r} += stateBefore(row${r}, k, t) * weights;`)}
    }
    ${eachRow(
      (r) => `if (first + ${r}u < ${batch}) {
      let after = cell(row${r}, t, c, stateBefore(row${r}, c, t), inputOf(row${r}, t, c), sum${r});
      ${y === null ? `${state(`row${r}`, "c", "t")} = after;` : ""}
    }`,
    )}`;
  const last = state(`(i / ${channels})`, `(i % ${channels})`, `(${positions} - 1u)`);
  const ends =
    final === null
      ? []
      : [forEachElement(call.batch * call.channels, `${batch} * ${channels}`, `${final}[i] = ${last};`)];
  return [...forEachPosition(call, wgsl, helpers, body), ...ends];
}

/** dProjected and dRecurrent, by recurrent weights that lie transposed (3C,C) at the beginning of scratch. */
export function runStepsBackward(call: CallOf<"gruBackward">, wgsl: KernelWords<"gruBackward">): readonly Dispatch[] {
  const { dRecurrent, scratch, batch, positions, channels, part } = wgsl;
  // The direct part of the gradient of the state, by the invocation alone that has it.
  const direct = (r: number) => `${scratch}[(3u * ${channels} + row${r}) * ${channels} + c]`;
  const body = /* wgsl */ `
    let t = ${positions} - 1u - ${part};
    ${eachRow((r) => `let row${r} = min(first + ${r}u, ${batch} - 1u); var sum${r} = 0.0;`)}
    if (${part} > 0u) {
      for (var k = 0u; k < 3u * ${channels}; k++) {
        let weight = ${scratch}[k * ${channels} + c];
        ${eachRow((r) => `sum${r} += ${dRecurrent}[(row${r} * ${positions} + t + 1u) * 3u * ${channels} + k] * weight;`)}
      }
      ${eachRow((r) => `sum${r} += ${direct(r)};`)}
    }
    ${eachRow((r) => `if (first + ${r}u < ${batch}) { ${direct(r)} = cellBackward(row${r}, t, c, sum${r}).w; }`)}`;
  return forEachPosition(call, wgsl, declareCellBackward(call, wgsl), body);
}

function eachRow(line: (row: number) => string): string {
  return unroll(ROWS, line);
}

/** The kernel around the body for a channel c of eight rows from `first` on, and its dispatches. */
function forEachPosition(
  { batch, positions, channels }: CallOf<"gru"> | CallOf<"gruBackward">,
  wgsl: Pick<KernelWords<"gru">, "batch" | "channels">,
  helpers: string,
  body: string,
): readonly Dispatch[] {
  const place = /* wgsl */ `
    let c = i % ${wgsl.channels};
    let first = ${ROWS}u * (i / ${wgsl.channels});`;
  const count = `(${wgsl.batch} + ${ROWS - 1}u) / ${ROWS}u * ${wgsl.channels}`;
  const dispatch = forEachElement(Math.ceil(batch / ROWS) * channels, count, place + body, helpers);
  return Array.from({ length: positions }, (_, part) => ({ ...dispatch, part }));
}
