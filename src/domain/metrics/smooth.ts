// Smooths a curve for the eye: an exponential moving average without the pull of its start.

/**
 * Smooths values by `weight` in [0, 1), debiased as Adam's means are (Kingma and Ba, 2015, section 3),
 * so that a constant curve stays as it is. Values that are not finite leave the average alone.
 */
export function smooth(values: Float64Array, weight: number): Float64Array {
  if (!(weight >= 0 && weight < 1)) throw new Error(`smooth: expected a weight in [0, 1), got ${weight}`);
  let mean = Number.NaN;
  let fading = 1;
  return values.map((value) => {
    if (!Number.isFinite(value)) return mean;
    fading *= weight;
    const share = (1 - weight) / (1 - fading);
    mean = Number.isNaN(mean) ? value : mean + (value - mean) * share;
    return mean;
  });
}
