// How long runs to come will take, by how fast the newest run went.
import type { RunConfig } from "../config/run-config";
import { measureRun, plannedSteps } from "../training/run-length";
import type { DataFigures, Run } from "./run";

/** What a forecast must know of the data. */
export type ForecastData = Pick<DataFigures, "trainWindows" | "tokenizer">;

/**
 * Forecasts the seconds of training of all `configs` together, each on `data`: float operations at the speed of the
 * newest run that has one. Null while nobody knows. Validation is left out, and so is what other tokens would change.
 */
export function forecastSeconds(
  configs: readonly RunConfig[],
  data: ForecastData,
  runs: readonly Run[],
): number | null {
  const speed = runs.reduce<number | null>((newest, run) => flopsPerSecond(run) ?? newest, null);
  const works = configs.map((config) => workOf(config, data));
  if (speed === null || works.includes(null)) return null;
  return works.reduce<number>((total, work) => total + (work ?? 0), 0) / speed;
}

function flopsPerSecond({ config, data, pace }: Run): number | null {
  const milliseconds = pace?.stepMilliseconds ?? null;
  if (milliseconds === null || milliseconds === 0 || data.trainWindows === null) return null;
  const { stepFlops } = measureRun(config, data.trainWindows, data.tokenizer.vocabulary.length);
  return (1000 * stepFlops) / milliseconds;
}

function workOf(config: RunConfig, { trainWindows, tokenizer }: ForecastData): number | null {
  if (trainWindows === null) return null;
  const size = measureRun(config, trainWindows, tokenizer.vocabulary.length);
  return plannedSteps(config.training, size) * size.stepFlops;
}
