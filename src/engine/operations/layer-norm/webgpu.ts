// Layer normalisation (Ba et al., 2016) with activation and dropout in the same pass, and its gradient. Some
// invocations share a row, so that neighbours read what lies side by side.

import type { CallOf } from "../../plan/contract/kernel-call";
import { declareActivation } from "../../plan/webgpu/activations";
import { spread } from "../../plan/webgpu/elementwise";
import type { KernelWords, WebGpuKernel } from "../../plan/webgpu/kernel";
import type { DeviceTraits } from "../../plan/webgpu/traits";
import { declareDropout } from "../dropout/webgpu";

const INVOCATIONS = 256;
/** Workgroups that share the rows of the backward pass, each of which leaves sums over its own. */
const MOST_CHUNKS = 256;

/** Chooses how many invocations share a row: about one for four channels, 8 to 64, or one alone. */
function lanesFor(channels: number, { cheapWorkgroupMemory }: DeviceTraits): number {
  if (!cheapWorkgroupMemory) return 1;
  return 2 ** Math.min(Math.max(Math.ceil(Math.log2(channels / 4)), 3), 6);
}

/** Declares `rowSum(value, local)`, the sum over the invocations of one row; all of a workgroup must call it. */
function declareRowSum(type: "f32" | "vec2f", lanes: number): string {
  if (lanes === 1) return `fn rowSum(value: ${type}, local: u32) -> ${type} { return value; }`;
  return /* wgsl */ `
var<workgroup> shares: array<${type}, ${INVOCATIONS}>;
fn rowSum(value: ${type}, local: u32) -> ${type} {
  workgroupBarrier();
  shares[local] = value;
  workgroupBarrier();
  let first = local - local % ${lanes}u;
  var sum = shares[first];
  for (var lane = 1u; lane < ${lanes}u; lane++) { sum += shares[first + lane]; }
  return sum;
}`;
}

/** y = dropout(activation(normalised * gain + bias)), statistics (rows,2): mean and 1/deviation */
export const layerNormKernel: WebGpuKernel<"layerNorm"> = {
  plan: (call, wgsl, traits) => {
    const { x, gain, bias, y, statistics, slopes, rows, channels } = wgsl;
    const lanes = lanesFor(call.channels, traits);
    const rowsAtOnce = INVOCATIONS / lanes;
    const code = /* wgsl */ `
${declareActivation(call.activation, "f32")}
${declareDropout(wgsl)}
${declareRowSum("f32", lanes)}
@compute @workgroup_size(${INVOCATIONS})
fn main(
  @builtin(local_invocation_index) local: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let lane = local % ${lanes}u;
  for (var first = group.x * ${rowsAtOnce}u; first < ${rows}; first += groups.x * ${rowsAtOnce}u) {
    let row = first + local / ${lanes}u;
    let isRow = row < ${rows};
    let start = row * ${channels};
    let end = select(start, start + ${channels}, isRow);
    var sum = 0.0;
    for (var at = start + lane; at < end; at += ${lanes}u) { sum += ${x}[at]; }
    let mean = rowSum(sum, local) / f32(${channels});
    var squares = 0.0;
    for (var at = start + lane; at < end; at += ${lanes}u) {
      let rest = ${x}[at] - mean;
      squares += rest * rest;
    }
    let inverse = 1.0 / sqrt(rowSum(squares, local) / f32(${channels}) + ${wgsl.epsilon});
    if (lane == 0u && isRow) {
      ${statistics}[2u * row] = mean;
      ${statistics}[2u * row + 1u] = inverse;
    }
    for (var at = start + lane; at < end; at += ${lanes}u) {
      let channel = at - start;
      let factor = kept(at);
      let bent = bend((${x}[at] - mean) * inverse * ${gain}[channel] + ${bias}[channel]);
      ${y}[at] = bent.value * factor;
      ${slopes === null ? "" : `${slopes}[at] = bent.slope * factor;`}
    }
  }
}`;
    return { dispatches: [{ code, workgroups: spread(call.rows, rowsAtOnce) }] };
  },
};

/**
 * dX, dGain and dBias. Each workgroup first leaves the sums of a chunk of rows for gain and bias, then computes
 * dX of its rows, which may take the place of dY; without barriers a second dispatch does the latter.
 */
export const layerNormBackwardKernel: WebGpuKernel<"layerNormBackward"> = {
  plan: (call, wgsl, traits) => {
    const { rows, channels } = call;
    const lanes = lanesFor(channels, traits);
    const rowsAtOnce = INVOCATIONS / lanes;
    const chunks = Math.min(Math.ceil(rows / rowsAtOnce), MOST_CHUNKS);
    // Narrow rows leave invocations for several sums of each channel.
    const stretches = Math.max(1, Math.floor(INVOCATIONS / channels));
    const parts = chunks * stretches;
    const sums = sumChannels(wgsl);
    const gradient = writeInputGradient(call, wgsl, lanes);
    const bodies = traits.cheapWorkgroupMemory ? [`${sums}\nstorageBarrier();\n${gradient}`] : [sums, gradient];
    const dispatches = bodies.map((body) => ({
      workgroups: [chunks, 1, 1] as const,
      code: /* wgsl */ `
${declareRowSum("vec2f", lanes)}
fn slope(at: u32) -> f32 { return ${wgsl.dY}[at]${wgsl.slopes === null ? "" : ` * ${wgsl.slopes}[at]`}; }
fn normal(at: u32, row: u32) -> f32 {
  return (${wgsl.x}[at] - ${wgsl.statistics}[2u * row]) * ${wgsl.statistics}[2u * row + 1u];
}
@compute @workgroup_size(${INVOCATIONS})
fn main(
  @builtin(local_invocation_index) local: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let chunk = (${wgsl.rows} + groups.x - 1u) / groups.x;
  let firstRow = group.x * chunk;
  let endRow = min(${wgsl.rows}, firstRow + chunk);
  ${body}
}`,
    }));
    const from = (start: number) => ({ array: "scratch", start }) as const;
    return {
      dispatches,
      scratchWords: parts * 2 * channels,
      sums: [
        { into: "dGain", from: from(0), parts, stride: 2 * channels },
        { into: "dBias", from: from(channels), parts, stride: 2 * channels },
      ],
    };
  },
};

/** Leaves a part (2,C) of the sums for gain and bias for each stretch of the workgroup's rows. */
function sumChannels({ channels, scratch }: KernelWords<"layerNormBackward">): string {
  return /* wgsl */ `
  let stretches = max(1u, ${INVOCATIONS}u / ${channels});
  for (var i = local; i < stretches * ${channels}; i += ${INVOCATIONS}u) {
    let stretch = i / ${channels};
    let channel = i % ${channels};
    var sums = vec2f();
    for (var row = firstRow + stretch; row < endRow; row += stretches) {
      let at = row * ${channels} + channel;
      sums += slope(at) * vec2f(normal(at, row), 1.0);
    }
    let part = (group.x * stretches + stretch) * 2u * ${channels} + channel;
    ${scratch}[part] = sums.x;
    ${scratch}[part + ${channels}] = sums.y;
  }`;
}

function writeInputGradient(
  { accumulate }: CallOf<"layerNormBackward">,
  { channels, gain, dX, statistics }: KernelWords<"layerNormBackward">,
  lanes: number,
): string {
  return /* wgsl */ `
  let lane = local % ${lanes}u;
  for (var first = firstRow; first < endRow; first += ${INVOCATIONS / lanes}u) {
    let row = first + local / ${lanes}u;
    let start = row * ${channels};
    let end = select(start, start + ${channels}, row < endRow);
    var sums = vec2f();
    for (var at = start + lane; at < end; at += ${lanes}u) {
      sums += slope(at) * ${gain}[at - start] * vec2f(normal(at, row), 1.0);
    }
    let means = rowSum(sums, local) / f32(${channels});
    for (var at = start + lane; at < end; at += ${lanes}u) {
      let rest = slope(at) * ${gain}[at - start] - means.y - normal(at, row) * means.x;
      ${dX}[at] = ${accumulate ? `${dX}[at] + ` : ""}rest * ${statistics}[2u * row + 1u];
    }
  }`;
}
