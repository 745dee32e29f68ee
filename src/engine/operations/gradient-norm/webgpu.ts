// The norm of all gradients: workgroups sum squares, then one of them adds those sums up.
import type { WebGpuKernel } from "../../plan/webgpu/kernel";

const INVOCATIONS = 256;
const MOST_WORKGROUPS = 256;
/** An invocation takes about so many elements. */
const ELEMENTS = 4;

/** Gives the norm and the factor that clips it. */
export const gradientNormKernel: WebGpuKernel<"gradientNorm"> = {
  plan: ({ count, clip }, wgsl, { cheapWorkgroupMemory }) => {
    const parts = Math.min(Math.ceil(count / (ELEMENTS * INVOCATIONS)), MOST_WORKGROUPS);
    // Alone, an invocation does the work of a workgroup.
    const invocations = cheapWorkgroupMemory ? INVOCATIONS : 1;
    const squares = /* wgsl */ `
${declareTotal(invocations)}
@compute @workgroup_size(${invocations})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  var sum = 0.0;
  for (var i = group.x * ${invocations}u + local; i < ${wgsl.count}; i += groups.x * ${invocations}u) {
    let gradient = ${wgsl.gradients}[i];
    sum += gradient * gradient;
  }
  let squares = totalOf(sum, local);
  if (local == 0u) { ${wgsl.scratch}[group.x] = squares; }
}`;
    const finish = /* wgsl */ `
${declareTotal(invocations)}
@compute @workgroup_size(${invocations})
fn main(@builtin(local_invocation_index) local: u32) {
  let parts = min((${wgsl.count} + ${ELEMENTS * INVOCATIONS - 1}u) / ${ELEMENTS * INVOCATIONS}u, ${MOST_WORKGROUPS}u);
  var sum = 0.0;
  for (var part = local; part < parts; part += ${invocations}u) { sum += ${wgsl.scratch}[part]; }
  let norm = sqrt(totalOf(sum, local));
  if (local > 0u) { return; }
  record[${wgsl.norm}] = bitcast<u32>(norm);
  ${wgsl.scale}[0] = ${clip === 0 ? "1.0" : `${wgsl.clip} / max(norm, ${wgsl.clip})`};
}`;
    const dispatches = [
      { code: squares, workgroups: [parts, 1, 1] as const },
      { code: finish, workgroups: [1, 1, 1] as const },
    ];
    return { dispatches, scratchWords: parts };
  },
};

/** Declares `totalOf(value, local)`, the sum over a workgroup, always in the same order. */
function declareTotal(invocations: number): string {
  if (invocations === 1) return "fn totalOf(value: f32, local: u32) -> f32 { return value; }";
  return /* wgsl */ `
var<workgroup> sums: array<f32, ${invocations}>;
fn totalOf(value: f32, local: u32) -> f32 {
  var sum = value;
  sums[local] = sum;
  workgroupBarrier();
  for (var step = ${invocations / 2}u; step > 0u; step >>= 1u) {
    if (local < step) { sum += sums[local + step]; sums[local] = sum; }
    workgroupBarrier();
  }
  return sums[0];
}`;
}
