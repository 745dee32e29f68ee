// Softmax cross-entropy: some invocations share a row of logits, more where rows are long, and every workgroup
// leaves what its rows add to loss, hits and count.
import type { KernelWords, WebGpuKernel, Work } from "../../plan/webgpu/kernel";

const INVOCATIONS = 256;
const MOST_WORKGROUPS = 256;
/** Invocations that share a row, and those from so many tokens on. */
const LEAST_LANES = 16;
const LANES = [
  [256, 64],
  [2048, INVOCATIONS],
] as const;

function lanesFor(vocabulary: number): number {
  return LANES.findLast(([least]) => vocabulary >= least)?.[1] ?? LEAST_LANES;
}

/** Counts in one workgroup. */
export const countTargetsKernel: WebGpuKernel<"countTargets"> = {
  elements: { targets: "i32", counted: "i32" },
  plan: ({ accumulate }, { targets, counted, rows }) => {
    const code = /* wgsl */ `
var<workgroup> total: atomic<i32>;
@compute @workgroup_size(${INVOCATIONS})
fn main(@builtin(local_invocation_index) local: u32) {
  var sum = 0;
  for (var row = local; row < ${rows}; row += ${INVOCATIONS}u) { sum += select(0, 1, ${targets}[row] >= 0); }
  atomicAdd(&total, sum);
  workgroupBarrier();
  if (local == 0u) { ${counted}[0] ${accumulate ? "+=" : "="} atomicLoad(&total); }
}`;
    return { dispatches: [{ code, workgroups: [1, 1, 1] }] };
  },
};

/** Gives loss, hits, count and the gradient of the logits. */
export const crossEntropyKernel: WebGpuKernel<"crossEntropy"> = {
  elements: { targets: "i32", counted: "i32" },
  plan: ({ rows, vocabulary }, wgsl, traits) => {
    if (!traits.cheapWorkgroupMemory) return planAlone(rows, wgsl);
    const lines = INVOCATIONS / lanesFor(vocabulary);
    const parts = Math.min(Math.ceil(rows / lines), MOST_WORKGROUPS);
    const { logits, targets, dLogits, scratch } = wgsl;
    const gradient = `
    if (row < ${wgsl.rows}) {
      for (var at = lane; at < ${wgsl.vocabulary}; at += lanes) {
        let share = exp(${logits}[start + at] - top) / sum - select(0.0, 1.0, i32(at) == wanted);
        ${dLogits}[start + at] = select(0.0, share / counted, wanted >= 0);
      }
    }`;
    const code = /* wgsl */ `
var<workgroup> tops: array<f32, ${INVOCATIONS}>;
var<workgroup> places: array<u32, ${INVOCATIONS}>;
var<workgroup> totals: array<f32, ${INVOCATIONS}>;
var<workgroup> figures: array<vec3f, ${INVOCATIONS / LEAST_LANES}>;
@compute @workgroup_size(${INVOCATIONS})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32
) {
  // Chosen here as below, so that all vocabularies share one text.
  let lanes = ${LANES.reduce((rest, [least, lanes]) => `select(${rest}, ${lanes}u, ${wgsl.vocabulary} >= ${least}u)`, `${LEAST_LANES}u`)};
  let lines = ${INVOCATIONS}u / lanes;
  let lane = local % lanes;
  let line = local / lanes;
  let counted = ${wgsl.counted === null ? `f32(${wgsl.rows})` : `f32(max(${wgsl.counted}[0], 1))`};
  var figure = vec3f();
  for (var first = group.x * lines; first < ${wgsl.rows}; first += groups.x * lines) {
    let row = first + line;
    let start = row * ${wgsl.vocabulary};
    let wanted = select(-1, ${targets}[row], row < ${wgsl.rows});
    let picked = ${logits}[start + u32(max(wanted, 0))];
    var top = -3.4e38;
    var place = 0u;
    for (var at = lane; at < ${wgsl.vocabulary} && wanted >= 0; at += lanes) {
      let value = ${logits}[start + at];
      if (value > top) { top = value; place = at; }
    }
    tops[local] = top;
    places[local] = place;
    workgroupBarrier();
    for (var step = lanes / 2u; step > 0u; step >>= 1u) {
      if (lane < step) {
        let other = tops[local + step];
        let otherPlace = places[local + step];
        if (other > top || (other == top && otherPlace < place)) { top = other; place = otherPlace; }
        tops[local] = top;
        places[local] = place;
      }
      workgroupBarrier();
    }
    top = tops[line * lanes];
    var sum = 0.0;
    for (var at = lane; at < ${wgsl.vocabulary} && wanted >= 0; at += lanes) { sum += exp(${logits}[start + at] - top); }
    totals[local] = sum;
    workgroupBarrier();
    for (var step = lanes / 2u; step > 0u; step >>= 1u) {
      if (lane < step) { sum += totals[local + step]; totals[local] = sum; }
      workgroupBarrier();
    }
    sum = totals[line * lanes];
    if (wanted >= 0) {
      figure += vec3f(top + log(sum) - picked, select(0.0, 1.0, i32(places[line * lanes]) == wanted), counted);
    }
    ${dLogits === null ? "" : gradient}
    workgroupBarrier();
  }
  if (lane == 0u) { figures[line] = figure; }
  workgroupBarrier();
  if (local > 0u) { return; }
  for (var other = 1u; other < lines; other++) { figure += figures[other]; }
  figure /= counted;
  ${scratch}[group.x * 3u] = figure.x;
  ${scratch}[group.x * 3u + 1u] = figure.y;
  ${scratch}[group.x * 3u + 2u] = figure.z;
}`;
    return { dispatches: [{ code, workgroups: [parts, 1, 1] }], ...figuresOf(parts) };
  },
};

/** Plans invocations that take rows alone, and share nothing. */
function planAlone(rows: number, wgsl: KernelWords<"crossEntropy">): Work<"crossEntropy"> {
  const { logits, targets, dLogits, vocabulary, scratch } = wgsl;
  const parts = Math.min(rows, MOST_WORKGROUPS);
  const gradient = `
    for (var at = 0u; at < ${vocabulary}; at++) {
      let share = exp(${logits}[start + at] - top) / sum - select(0.0, 1.0, i32(at) == wanted);
      ${dLogits}[start + at] = select(0.0, share / counted, wanted >= 0);
    }`;
  const code = /* wgsl */ `
@compute @workgroup_size(4)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let parts = min(${wgsl.rows}, ${MOST_WORKGROUPS}u);
  if (id.x >= parts) { return; }
  let counted = ${wgsl.counted === null ? `f32(${wgsl.rows})` : `f32(max(${wgsl.counted}[0], 1))`};
  var figure = vec3f();
  for (var row = id.x; row < ${wgsl.rows}; row += parts) {
    let start = row * ${vocabulary};
    let wanted = ${targets}[row];
    let picked = ${logits}[start + u32(max(wanted, 0))];
    var top = -3.4e38;
    var place = 0u;
    for (var at = 0u; at < ${vocabulary}; at++) {
      let value = ${logits}[start + at];
      if (value > top) { top = value; place = at; }
    }
    var sum = 0.0;
    for (var at = 0u; at < ${vocabulary}; at++) { sum += exp(${logits}[start + at] - top); }
    if (wanted >= 0) {
      figure += vec3f(top + log(sum) - picked, select(0.0, 1.0, i32(place) == wanted), counted);
    }
    ${dLogits === null ? "" : gradient}
  }
  figure /= counted;
  ${scratch}[id.x * 3u] = figure.x;
  ${scratch}[id.x * 3u + 1u] = figure.y;
  ${scratch}[id.x * 3u + 2u] = figure.z;
}`;
  return { dispatches: [{ code, workgroups: [Math.ceil(parts / 4), 1, 1] }], ...figuresOf(parts) };
}

/** What the parts leave to be added up. */
function figuresOf(parts: number) {
  const sums = { into: "metrics", from: { array: "scratch", start: 0 }, parts, stride: 3 } as const;
  return { scratchWords: 3 * parts, sums: [sums] };
}
