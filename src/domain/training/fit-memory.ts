// Finds the settings at which a run fits, by asking what smaller ones would hold.
import { type FittingSettings, fitsMemory, type MemoryForecast, type MemoryNeed } from "./memory-forecast";

/** What is asked for, and whether adapters could be trained instead: only weights that have learned something have any. */
interface WantedSettings extends Omit<FittingSettings, "adapters"> {
  readonly canAdapt: boolean;
}

/**
 * Forecasts the run by what is wanted. Where it does not fit, looks for the largest batch that does, else for adapters at
 * the largest batch, else for the longest context at the same batch, else for the longest context at a batch of 1. What
 * fits must fit by smaller settings too.
 */
export function forecastMemory(
  { canAdapt, ...asked }: WantedSettings,
  needOf: (settings: FittingSettings) => MemoryNeed,
): MemoryForecast {
  const wanted = { ...asked, adapters: false };
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
  const fitting =
    largest(batchSize - 1, (value) => ({ ...wanted, batchSize: value })) ??
    (canAdapt ? largest(batchSize, (value) => ({ ...wanted, batchSize: value, adapters: true })) : null) ??
    largest(contextLength - 1, (value) => ({ ...wanted, contextLength: value })) ??
    largest(contextLength - 1, (value) => ({ ...wanted, batchSize: 1, contextLength: value }));
  return { bytes, limit, fitting };
}
