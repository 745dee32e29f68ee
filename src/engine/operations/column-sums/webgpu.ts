// Sums over rows: many rows by workgroups that each add up a stretch of them, few as they are.
import type { WebGpuKernel } from "../../plan/webgpu/kernel";

/** Rows that one invocation adds up. */
const ROWS = 64;
const [COLUMNS, LANES] = [32, 8];

/** Leaves a sum for each stretch of rows. */
export const columnSumsKernel: WebGpuKernel<"columnSums"> = {
  plan: ({ rows, columns, rowStride }, wgsl) => {
    if (rows <= ROWS * LANES) {
      const sums = { into: "y", from: { array: "x", start: 0 }, parts: rows, stride: rowStride } as const;
      return { dispatches: [], sums: [sums] };
    }
    const parts = Math.ceil(rows / (ROWS * LANES));
    const code = /* wgsl */ `
var<workgroup> sums: array<f32, ${COLUMNS * LANES}>;
@compute @workgroup_size(${COLUMNS}, ${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) local: vec3u) {
  let column = group.x * ${COLUMNS}u + local.x;
  let end = min(${wgsl.rows}, (group.y + 1u) * ${ROWS * LANES}u);
  var sum = 0.0;
  if (column < ${wgsl.columns}) {
    for (var row = group.y * ${ROWS * LANES}u + local.y; row < end; row += ${LANES}u) {
      sum += ${wgsl.x}[row * ${wgsl.rowStride} + column];
    }
  }
  sums[local.y * ${COLUMNS}u + local.x] = sum;
  workgroupBarrier();
  if (local.y > 0u || column >= ${wgsl.columns}) { return; }
  for (var lane = 1u; lane < ${LANES}u; lane++) { sum += sums[lane * ${COLUMNS}u + local.x]; }
  ${wgsl.scratch}[group.y * ${wgsl.columns} + column] = sum;
}`;
    return {
      dispatches: [{ code, workgroups: [Math.ceil(columns / COLUMNS), parts, 1] }],
      scratchWords: parts * columns,
      sums: [{ into: "y", from: { array: "scratch", start: 0 }, parts, stride: columns }],
    };
  },
};
