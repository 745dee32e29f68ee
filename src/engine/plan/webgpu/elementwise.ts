// Kernels in which each element of the output stands alone.
import type { Dispatch } from "./kernel";

const INVOCATIONS = 256;
/** Portable limit of workgroups in one direction. */
const MOST_WORKGROUPS = 65_535;

/** Gives workgroups for so many items; where they do not suffice, each goes on by `num_workgroups`. */
export function spread(items: number, itemsAWorkgroup: number): Dispatch["workgroups"] {
  return [Math.min(Math.ceil(items / itemsAWorkgroup), MOST_WORKGROUPS), 1, 1];
}

/** Runs `body` for each `i` below `count`, which is `countName` in WGSL; `helpers` stand before it. */
export function forEachElement(count: number, countName: string, body: string, helpers = ""): Dispatch {
  return {
    workgroups: spread(count, INVOCATIONS),
    code: /* wgsl */ `
${helpers}
@compute @workgroup_size(${INVOCATIONS})
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var i = id.x; i < ${countName}; i += ${INVOCATIONS}u * groups.x) {
${body}
  }
}`,
  };
}
