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
  const kept = [0];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = 1 + Math.floor((bucket * (length - 2)) / buckets);
    const to = 1 + Math.floor(((bucket + 1) * (length - 2)) / buckets);
    kept.push(...extremes(series.values, from, to));
  }
  kept.push(length - 1);
  return {
    steps: Float64Array.from(kept, (index) => series.steps[index]),
    values: Float64Array.from(kept, (index) => series.values[index]),
  };
}

/** Gives the indices of the least and the greatest value in [from, to) in order; NaN counts as neither. */
function extremes(values: Float64Array, from: number, to: number): readonly number[] {
  let low = -1;
  let high = -1;
  for (let index = from; index < to; index++) {
    if (Number.isNaN(values[index])) continue;
    if (low === -1 || values[index] < values[low]) low = index;
    if (high === -1 || values[index] > values[high]) high = index;
  }
  if (low === -1) return [];
  if (low === high) return [low];
  return low < high ? [low, high] : [high, low];
}
