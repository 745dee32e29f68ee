// Small sums and texts of the run bar: durations and time left.

/** Writes seconds, 0 or more, as 3:06 or 1:02:09. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const tail = String(whole % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

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
