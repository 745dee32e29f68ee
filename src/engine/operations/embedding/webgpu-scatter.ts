// Sums of rows by token id without atomics: a workgroup keeps the sums of some ids and columns in its own
// memory and walks through the rows in order, an invocation a column, so that sums repeat bit for bit.
import type { Dispatch } from "../../plan/webgpu/kernel";

/** A size as a number and as its name in WGSL. */
interface Size {
  readonly count: number;
  readonly name: string;
}

/** result (layers, vocabulary, columns) = for each layer the sums of `source` over the rows whose id it is. */
interface Scatter {
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
}

const COLUMNS = 32;
/** 16 KiB of sums. */
const IDS = 128;

/** Plans the sums, a workgroup for each layer, stretch of ids and stretch of columns. */
export function planScatter({ id, source, result, rows, vocabulary, columns, layers, isDivided }: Scatter): Dispatch {
  const rowsALayer = Math.ceil(rows.count / layers);
  const [first, last] = isDivided
    ? [`layer * ${rowsALayer}u`, `min(${rows.name}, (layer + 1u) * ${rowsALayer}u)`]
    : ["0u", rows.name];
  const code = /* wgsl */ `
var<workgroup> sums: array<f32, ${IDS * COLUMNS}>;
@compute @workgroup_size(${COLUMNS})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let layer = group.z;
  let column = group.x * ${COLUMNS}u + local;
  let firstId = group.y * ${IDS}u;
  if (column >= ${columns.name}) { return; }
  let ids = min(${vocabulary.name} - firstId, ${IDS}u);
  for (var id = 0u; id < ids; id++) { sums[id * ${COLUMNS}u + local] = 0.0; }
  let last = ${last};
  for (var row = ${first}; row < last; row++) {
    let id = u32(${id}) - firstId;
    if (id < ids) { sums[id * ${COLUMNS}u + local] += ${source}; }
  }
  for (var id = 0u; id < ids; id++) {
    ${result}[(layer * ${vocabulary.name} + firstId + id) * ${columns.name} + column] = sums[id * ${COLUMNS}u + local];
  }
}`;
  const workgroups = [Math.ceil(columns.count / COLUMNS), Math.ceil(vocabulary.count / IDS), layers] as const;
  return { code, workgroups };
}
