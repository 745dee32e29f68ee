// The table of the numbers of sampling: range, scale and value at the start. Store, controls and worker read it.
import { amount, linear, type NumberSetting, whole } from "../config/setting";
import { checkSetting } from "../config/setting-value";
import type { SamplingConfig, WindowChoice } from "./sampling-config";

/** The settings of sampling that are numbers. */
export type SamplingNumber = {
  [Key in keyof SamplingConfig]: SamplingConfig[Key] extends number ? Key : never;
}[keyof SamplingConfig];

/** A number of sampling with the value that it starts with. */
export interface SamplingParameter extends NumberSetting {
  readonly initial: number;
}

/** Describes every number of sampling. */
export const samplingParameters: { readonly [Key in SamplingNumber]: SamplingParameter } = {
  temperature: { ...linear(0, 2, 0.05), initial: 0.8 },
  topK: { ...amount(0, 1000), initial: 0 },
  topP: { ...linear(0.05, 1, 0.01), initial: 1 },
  repetitionPenalty: { ...linear(1, 2, 0.01), initial: 1 },
  answers: { ...whole(1, 8), initial: 1 },
  length: { ...amount(1, 10_000), initial: 400 },
  recordAttempts: { ...whole(0, 64), initial: 10 },
};

/** Sampling before anything is chosen; the seed is drawn when the first text is written. */
export const defaultSampling: SamplingConfig = {
  prompt: "",
  temperature: samplingParameters.temperature.initial,
  topK: samplingParameters.topK.initial,
  topP: samplingParameters.topP.initial,
  repetitionPenalty: samplingParameters.repetitionPenalty.initial,
  length: samplingParameters.length.initial,
  answers: samplingParameters.answers.initial,
  stop: "",
  stopAtEnd: true,
  seed: "",
  recordAttempts: samplingParameters.recordAttempts.initial,
  window: "auto",
};

/** The ways to read a text longer than the window. */
export const windowChoices: readonly WindowChoice[] = ["auto", "exact", "fast"];

/** Brings every number into its range; what makes no sense for its setting becomes the value at the start. */
export function settleSampling(config: SamplingConfig): SamplingConfig {
  const numbers = (Object.keys(samplingParameters) as SamplingNumber[]).map((key) => {
    const checked = checkSetting(samplingParameters[key], config[key]);
    return [key, checked.ok ? checked.value : samplingParameters[key].initial] as const;
  });
  const window = windowChoices.includes(config.window) ? config.window : defaultSampling.window;
  return { ...config, ...Object.fromEntries(numbers), window };
}
