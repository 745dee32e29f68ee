// The list of rows whose target counts, and the way back from it.
import { forEachElement } from "../../plan/webgpu/elementwise";
import type { WebGpuKernel } from "../../plan/webgpu/kernel";

const INVOCATIONS = 256;

/** One workgroup, each of whose invocations lists a stretch of rows behind those of the stretches before. */
export const selectRowsKernel: WebGpuKernel<"selectRows"> = {
  elements: { targets: "i32", chosen: "i32", chosenTargets: "i32", places: "i32" },
  plan: (_, { targets, chosen, chosenTargets, places, rows, room }) => {
    const code = /* wgsl */ `
var<workgroup> counts: array<u32, ${INVOCATIONS}>;
@compute @workgroup_size(${INVOCATIONS})
fn main(@builtin(local_invocation_index) local: u32) {
  let stretch = (${rows} + ${INVOCATIONS - 1}u) / ${INVOCATIONS}u;
  let first = min(${rows}, local * stretch);
  let last = min(${rows}, first + stretch);
  var count = 0u;
  for (var row = first; row < last; row++) { count += select(0u, 1u, ${targets}[row] >= 0); }
  counts[local] = count;
  workgroupBarrier();
  var place = 0u;
  var total = 0u;
  for (var other = 0u; other < ${INVOCATIONS}u; other++) {
    if (other == local) { place = total; }
    total += counts[other];
  }
  for (var row = first; row < last; row++) {
    let target_ = ${targets}[row];
    let isListed = target_ >= 0 && place < ${room};
    ${places}[row] = select(-1, i32(place), isListed);
    if (isListed) {
      ${chosen}[place] = i32(row);
      ${chosenTargets}[place] = target_;
      place++;
    }
  }
  for (var free = total + local; free < ${room}; free += ${INVOCATIONS}u) {
    ${chosen}[free] = 0;
    ${chosenTargets}[free] = -1;
  }
}`;
    return { dispatches: [{ code, workgroups: [1, 1, 1] }] };
  },
};

/** Puts listed rows back, zeros between them. */
export const returnRowsKernel: WebGpuKernel<"returnRows"> = {
  elements: { places: "i32" },
  plan: ({ rows, channels }, wgsl) => {
    const { dY, places, dX } = wgsl;
    const body = `
    let place = ${places}[i / ${wgsl.channels}];
    let at = u32(max(place, 0)) * ${wgsl.channels} + i % ${wgsl.channels};
    ${dX}[i] = select(0.0, ${dY}[at], place >= 0);`;
    return { dispatches: [forEachElement(rows * channels, `${wgsl.rows} * ${wgsl.channels}`, body)] };
  },
};
