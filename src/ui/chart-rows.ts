// Shapes lines of any abscissae for drawing: paths, markers, ranges and ticks.
import type { LineLook } from "./line-key";
import { tidyNumber } from "./tidy-number";

/** A point in the units of the data; what is not finite is not drawn. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

/** One curve of a few hundred points at most: it is drawn ten times a second. */
export interface ChartLine {
  readonly id: string;
  readonly points: readonly ChartPoint[];
  readonly look: LineLook;
  /** A name for its end; null for none. */
  readonly label: string | null;
}

/** Least pixels between two markers of a line. */
const MARKER_DISTANCE = 14;
const LOG_JUMP = Math.log(1.1);

/** Writes the SVG path of a line; points that cannot be drawn are left out and bridged. */
export function curvePath(
  points: readonly ChartPoint[],
  xScale: (x: number) => number,
  yScale: (y: number) => number,
  logarithmic: boolean,
): string {
  let path = "";
  for (const { x, y } of points) {
    if (!Number.isFinite(x) || !drawable(y, logarithmic)) continue;
    path += `${path === "" ? "M" : "L"}${xScale(x).toFixed(1)} ${yScale(y).toFixed(1)}`;
  }
  return path;
}

/** Gives the places of a line's markers, none nearer to the one before than MARKER_DISTANCE pixels along the axis. */
export function markedPoints(
  points: readonly ChartPoint[],
  xScale: (x: number) => number,
  yScale: (y: number) => number,
  logarithmic: boolean,
): readonly ChartPoint[] {
  const places: ChartPoint[] = [];
  for (const { x, y } of points) {
    if (!Number.isFinite(x) || !drawable(y, logarithmic)) continue;
    const place = { x: xScale(x), y: yScale(y) };
    if (place.x - (places.at(-1)?.x ?? Number.NEGATIVE_INFINITY) >= MARKER_DISTANCE) places.push(place);
  }
  return places;
}

/**
 * Finds the y range that holds all drawable points and references. Its ends move in jumps of a tenth,
 * so that the axis rests while a curve creeps on.
 */
export function verticalDomain(
  lines: readonly ChartLine[],
  references: readonly number[],
  logarithmic: boolean,
): readonly [number, number] {
  const values = [...lines.flatMap((line) => line.points.map((point) => point.y)), ...references].filter((value) =>
    drawable(value, logarithmic),
  );
  if (values.length === 0) return logarithmic ? [0.1, 10] : [0, 1];
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (logarithmic) return [1.1 ** (Math.ceil(Math.log(low) / LOG_JUMP) - 1), high * 1.06];
  if (high <= 0) return low < 0 ? [Math.min(low, -1), 0] : [0, 1];
  const jump = 10 ** Math.floor(Math.log10(high));
  return [Math.min(0, low), tidyNumber((Math.floor((high * 10) / jump) + 1) * (jump / 10))];
}

/** Lowers the end of a logarithmic range until `share` (0 up to 1) of its height lies below what it held. */
export function withRoomBelow([low, high]: readonly [number, number], share: number): readonly [number, number] {
  return [low * (low / high) ** (share / (1 - share)), high];
}

/** Chooses round ticks: 1, 1.5, 2, 3, 4, 5, 7 of each decade on a log axis, 1, 2, 5 steps otherwise. */
export function verticalTicks(domain: readonly [number, number], logarithmic: boolean): readonly number[] {
  return logarithmic ? logarithmicTicks(domain) : linearTicks(domain, 5);
}

/** Chooses about `count` round values from low to high, 1, 2 or 5 times a power of ten apart. */
export function linearTicks([low, high]: readonly [number, number], count: number): readonly number[] {
  const rough = (high - low) / count;
  if (!(rough > 0)) return [low];
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step =
    [1, 2, 5, 10].map((factor) => factor * magnitude).find((candidate) => candidate >= rough * 0.999) ?? rough;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => tidyNumber((first + index) * step));
}

function logarithmicTicks([low, high]: readonly [number, number]): readonly number[] {
  const decades = Math.log10(high / low);
  const factors = decades > 2.5 ? [1] : decades > 1.2 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 7];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const factor of factors) {
      const tick = Number((factor * 10 ** power).toPrecision(6));
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  return ticks.length >= 2 ? ticks : [low, (low * high) ** 0.5, high].map((tick) => Number(tick.toPrecision(2)));
}

function drawable(value: number, logarithmic: boolean): boolean {
  return Number.isFinite(value) && (!logarithmic || value > 0);
}
