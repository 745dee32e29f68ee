// The English catalogue, put together from one file an area. English is the measure for other languages.
import { enChoices } from "./en/choices";
import { enData } from "./en/data";
import { enMetrics } from "./en/metrics";
import { enModel } from "./en/model";
import { enRests } from "./en/rests";
import { enSamples } from "./en/samples";
import { enSettings } from "./en/settings";
import { enShell } from "./en/shell";
import { enTokens } from "./en/tokens";
import { enTraining } from "./en/training";
import type { Words } from "./words";

export const en = {
  ...enShell,
  ...enData,
  ...enTokens,
  ...enMetrics,
  ...enModel,
  ...enRests,
  ...enSamples,
  ...enTraining,
} as const;

/** The English words that the page begins with. */
export const enWords: Words = { messages: en, settings: enSettings, choices: enChoices };
