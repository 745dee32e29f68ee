// The part of the abscissa that a chart shows, and how pressing, pinching and keys change it. Pure sums in the units of
// the data.

/** Both ends of what is shown. */
export type ChartView = readonly [low: number, high: number];

/** The smallest part that can be looked at, as a share of the whole. */
const LEAST_SHARE = 1 / 1000;

/** Moves a view inside the whole; null where it shows all of it. A view narrower than the least is widened. */
export function heldIn([low, high]: ChartView, whole: ChartView): ChartView | null {
  const length = whole[1] - whole[0];
  const width = Math.max(high - low, length * LEAST_SHARE);
  if (!(width < length)) return null;
  const middle = (low + high) / 2;
  const start = Math.min(Math.max(middle - width / 2, whole[0]), whole[1] - width);
  return [start, start + width];
}

/** Shows `factor` times as much (less than 1: nearer), `at` staying where it is in the plot. */
export function zoomedAbout([low, high]: ChartView, whole: ChartView, at: number, factor: number): ChartView | null {
  const still = Math.min(Math.max(at, low), high);
  return heldIn([still - (still - low) * factor, still + (high - still) * factor], whole);
}

/** Shows what was marked from one place to the other, in either direction. */
export function marked(from: number, to: number, whole: ChartView): ChartView | null {
  return heldIn([Math.max(whole[0], Math.min(from, to)), Math.min(whole[1], Math.max(from, to))], whole);
}

/** Moves a view no further than needed to show `at`. */
export function movedTo([low, high]: ChartView, whole: ChartView, at: number): ChartView | null {
  const shift = at < low ? at - low : Math.max(0, at - high);
  return heldIn([low + shift, high + shift], whole);
}

/** Shows two values at two shares (0 to 1) of the plot, as two fingers hold them; null where the fingers meet. */
export function pinched(
  [one, other]: readonly [number, number],
  [shareOne, shareOther]: readonly [number, number],
  whole: ChartView,
): ChartView | null {
  const width = (other - one) / (shareOther - shareOne);
  if (!Number.isFinite(width) || width <= 0) return null;
  const low = one - shareOne * width;
  return heldIn([low, low + width], whole);
}
