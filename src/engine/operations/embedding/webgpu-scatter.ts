// Sums of rows by token id without atomics: an invocation walks through the rows in order and adds up one column,
// so that sums repeat bit for bit. Sums lie in workgroup memory, of some ids at a time, or in the result where that
// memory is dear.
import type { Dispatch } from "../../plan/webgpu/kernel";
import type { DeviceTraits } from "../../plan/webgpu/traits";

/** A size as a number and as its name in WGSL. */
interface Size {
  readonly count: number;
  readonly name: string;
}

/** result (layers, vocabulary, columns) = for each layer the sums of `source` over the rows whose id it is. */
interface Scatter extends DeviceTraits {
  /** The id of `row` in `layer`, and the number to add in `column`. */
  readonly id: string;
  readonly source: string;
  readonly result: string;
  readonly rows: Size;
  readonly vocabulary: Size;
  readonly columns: Size;
  readonly layers: number;
  /** Whether the layers divide the rows among them; each has all rows otherwise. */
  readonly isDivided: boolean;
  /** Whether the sums are added to what the result holds. */
  readonly accumulate: boolean;
}

const COLUMNS = 32;
/** 16 KiB of sums. */
const IDS = 128;

/** Plans the sums, a workgroup for each layer, stretch of ids and stretch of columns. */
export function planScatter(scatter: Scatter): Dispatch {
  const { id, source, result, rows, vocabulary, columns, layers, isDivided, accumulate } = scatter;
  const { cheapWorkgroupMemory } = scatter;
  const rowsALayer = `((${rows.name} + groups.z - 1u) / groups.z)`;
  const [first, last] = isDivided
    ? [`layer * ${rowsALayer}`, `min(${rows.name}, (layer + 1u) * ${rowsALayer})`]
    : ["0u", rows.name];
  const place = `${result}[(layer * ${vocabulary.name} + firstId + id) * ${columns.name} + column]`;
  const sum = cheapWorkgroupMemory ? `sums[id * ${COLUMNS}u + local]` : place;
  const code = /* wgsl */ `
${cheapWorkgroupMemory ? `var<workgroup> sums: array<f32, ${IDS * COLUMNS}>;` : ""}
@compute @workgroup_size(${COLUMNS})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let layer = group.z;
  let column = group.x * ${COLUMNS}u + local;
  let firstId = group.y * ${IDS}u;
  if (column >= ${columns.name}) { return; }
  let ids = ${cheapWorkgroupMemory ? `min(${vocabulary.name} - firstId, ${IDS}u)` : vocabulary.name};
  for (var id = 0u; id < ids; id++) { ${sum} = ${accumulate ? place : "0.0"}; }
  let last = ${last};
  for (var row = ${first}; row < last; row++) {
    let id = u32(${id}) - firstId;
    if (id < ids) { ${sum} += ${source}; }
  }
  ${cheapWorkgroupMemory ? `for (var id = 0u; id < ids; id++) { ${place} = ${sum}; }` : ""}
}`;
  const stretches = cheapWorkgroupMemory ? Math.ceil(vocabulary.count / IDS) : 1;
  return { code, workgroups: [Math.ceil(columns.count / COLUMNS), stretches, layers] };
}
