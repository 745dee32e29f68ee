// Finds the settings at which a run fits, by asking what smaller ones would hold.
import { type FittingSettings, fitsMemory, type MemoryForecast, type MemoryNeed } from "./memory-forecast";

/** What is asked for, and what could be done in its place. */
interface WantedSettings extends Pick<FittingSettings, "batchSize" | "contextLength"> {
  /** Whether adapters could be trained instead: only weights that have learned something have any. */
  readonly canAdapt: boolean;
  /** Whether something is frozen that is not stored as halves. */
  readonly canHalve: boolean;
}

/**
 * Forecasts the run by what is wanted. Where it does not fit, looks for the largest batch that does, else for halves in the
 * place of what is frozen at the largest batch, else for adapters, and for both, else for the longest context at the same
 * batch, else for the longest context at a batch of 1. What fits must fit by smaller settings too.
 */
export function forecastMemory(
  { canAdapt, canHalve, ...asked }: WantedSettings,
  needOf: (settings: FittingSettings) => MemoryNeed,
): MemoryForecast {
  const wanted = { ...asked, adapters: false, halves: false };
  const { bytes, limit } = needOf(wanted);
  const fits = (settings: FittingSettings) => fitsMemory(needOf(settings));
  const largest = (most: number, settingsFor: (value: number) => FittingSettings): FittingSettings | null => {
    if (most < 1 || !fits(settingsFor(1))) return null;
    let [low, high] = [1, most];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (fits(settingsFor(middle))) low = middle;
      else high = middle - 1;
    }
    return settingsFor(low);
  };
  if (fitsMemory({ bytes, limit })) return { bytes, limit, fitting: null };
  const { batchSize, contextLength } = wanted;
  const changes = [
    ...(canHalve ? [{ halves: true }] : []),
    ...(canAdapt ? [{ adapters: true }, { adapters: true, halves: true }] : []),
  ];
  const largestBatch = (most: number, change: Partial<FittingSettings>) =>
    largest(most, (value) => ({ ...wanted, ...change, batchSize: value }));
  let fitting = largestBatch(batchSize - 1, {});
  for (const change of changes) fitting ??= largestBatch(batchSize, change);
  fitting ??=
    largest(contextLength - 1, (value) => ({ ...wanted, contextLength: value })) ??
    largest(contextLength - 1, (value) => ({ ...wanted, batchSize: 1, contextLength: value }));
  return { bytes, limit, fitting };
}
