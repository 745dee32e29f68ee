// Thins a curve for drawing: each bucket keeps its lowest and highest point, so that spikes stay.
import type { MetricPoint } from "./metrics-store";

/** Keeps at most `limit` (4 or more) points in order, the first and the last always among them. */
export function thinPoints(points: readonly MetricPoint[], limit: number): readonly MetricPoint[] {
  if (points.length <= limit) return [...points];
  const buckets = Math.floor((limit - 2) / 2);
  const size = (points.length - 2) / buckets;
  const kept = points.slice(0, 1);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = 1 + Math.floor(bucket * size);
    const to = Math.max(from + 1, 1 + Math.floor((bucket + 1) * size));
    kept.push(...extremes(points.slice(from, to)));
  }
  return [...kept, ...points.slice(-1)];
}

function extremes(bucket: readonly MetricPoint[]): readonly MetricPoint[] {
  let low = bucket[0];
  let high = bucket[0];
  for (const point of bucket) {
    if (low === undefined || high === undefined) continue;
    if (!(point.y >= low.y)) low = point;
    if (!(point.y <= high.y)) high = point;
  }
  if (low === undefined || high === undefined) return [];
  if (low === high) return [low];
  return low.x < high.x ? [low, high] : [high, low];
}
