// How many numbers are NaN or infinite. By their bits: WGSL lets a compiler assume that no float is either.
import type { WebGpuKernel } from "../../plan/webgpu/kernel";

const INVOCATIONS = 256;
const MOST_WORKGROUPS = 256;
/** An invocation looks at about so many numbers. */
const ELEMENTS = 4;

/** Counts in every workgroup. */
export const countNonFiniteKernel: WebGpuKernel<"countNonFinite"> = {
  elements: { values: "u32" },
  plan: ({ count }, { values, count: length, scratch }) => {
    const parts = Math.min(Math.ceil(count / (ELEMENTS * INVOCATIONS)), MOST_WORKGROUPS);
    const code = /* wgsl */ `
var<workgroup> total: atomic<u32>;
@compute @workgroup_size(${INVOCATIONS})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  var sum = 0u;
  for (var i = group.x * ${INVOCATIONS}u + local; i < ${length}; i += groups.x * ${INVOCATIONS}u) {
    sum += select(0u, 1u, (${values}[i] & 0x7f800000u) == 0x7f800000u);
  }
  atomicAdd(&total, sum);
  workgroupBarrier();
  if (local == 0u) { ${scratch}[group.x] = f32(atomicLoad(&total)); }
}`;
    return {
      dispatches: [{ code, workgroups: [parts, 1, 1] }],
      scratchWords: parts,
      sums: [{ into: "found", from: { array: "scratch", start: 0 }, parts, stride: 1 }],
    };
  },
};
