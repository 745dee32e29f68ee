// Small sums of the run bar: the time left.

/** Steps before which a forecast would mislead: the first ones carry compilation and warm-up. */
const STEPS_BEFORE_FORECAST = 10;

/** Forecasts the seconds left from the smoothed time of a step; null while it would be a guess. */
export function secondsLeft(
  step: number | null,
  totalSteps: number | null,
  stepMilliseconds: number | null,
): number | null {
  if (step === null || totalSteps === null || stepMilliseconds === null || step < STEPS_BEFORE_FORECAST) return null;
  return (Math.max(0, totalSteps - step) * stepMilliseconds) / 1000;
}
