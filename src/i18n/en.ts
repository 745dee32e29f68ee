// The English catalogue, put together from one file an area. English is the measure for other languages.
import { enData } from "./en/data";
import { enEvaluation } from "./en/evaluation";
import { enExport } from "./en/export";
import { enMetrics } from "./en/metrics";
import { enModel } from "./en/model";
import { enRests } from "./en/rests";
import { enSamples } from "./en/samples";
import { enShell } from "./en/shell";
import { enTokens } from "./en/tokens";
import { enTraining } from "./en/training";

export const en = {
  ...enShell,
  ...enData,
  ...enTokens,
  ...enEvaluation,
  ...enExport,
  ...enMetrics,
  ...enModel,
  ...enRests,
  ...enSamples,
  ...enTraining,
} as const;
