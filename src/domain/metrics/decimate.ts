// Thins a curve for drawing: each bucket keeps its lowest and its highest point, so that spikes stay.

/** A curve: both columns have the same length, steps never fall. */
export interface SeriesView {
  readonly steps: Float64Array;
  readonly values: Float64Array;
}

/** Most points that a chart draws a line. */
export const CHART_POINTS = 500;

/** Keeps at most `limit` (4 or more) points in order, the first and the last among them; short curves stay as they are. */
export function decimate(series: SeriesView, limit = CHART_POINTS): SeriesView {
  if (limit < 4) throw new Error(`decimate: expected a limit of at least 4, got ${limit}`);
  const length = series.values.length;
  if (length <= limit) return series;
  const buckets = Math.floor((limit - 2) / 2);
  const kept = new Uint32Array(limit);
  let count = 1;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = 1 + Math.floor((bucket * (length - 2)) / buckets);
    const to = 1 + Math.floor(((bucket + 1) * (length - 2)) / buckets);
    count += keepExtremes(series.values, from, to, kept, count);
  }
  kept[count++] = length - 1;
  return { steps: pick(series.steps, kept, count), values: pick(series.values, kept, count) };
}

/** Writes the indices of the least and the greatest value in [from, to) in order, and counts them; NaN counts as neither. */
function keepExtremes(values: Float64Array, from: number, to: number, kept: Uint32Array, at: number): number {
  let low = -1;
  let high = -1;
  for (let index = from; index < to; index++) {
    const value = values[index];
    if (Number.isNaN(value)) continue;
    if (low === -1 || value < values[low]) low = index;
    if (high === -1 || value > values[high]) high = index;
  }
  if (low === -1) return 0;
  kept[at] = Math.min(low, high);
  if (low === high) return 1;
  kept[at + 1] = Math.max(low, high);
  return 2;
}

function pick(column: Float64Array, indices: Uint32Array, count: number): Float64Array {
  const picked = new Float64Array(count);
  for (let index = 0; index < count; index++) picked[index] = column[indices[index]];
  return picked;
}
