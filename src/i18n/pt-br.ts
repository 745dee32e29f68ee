// The Brazilian Portuguese catalogue; a missing or surplus key does not compile.
import type { en } from "./en";
import type { Message } from "./message";
import { ptBrData } from "./pt-br/data";
import { ptBrEvaluation } from "./pt-br/evaluation";
import { ptBrExport } from "./pt-br/export";
import { ptBrMetrics } from "./pt-br/metrics";
import { ptBrModel } from "./pt-br/model";
import { ptBrRests } from "./pt-br/rests";
import { ptBrSamples } from "./pt-br/samples";
import { ptBrShell } from "./pt-br/shell";
import { ptBrTokens } from "./pt-br/tokens";
import { ptBrTraining } from "./pt-br/training";

export const ptBr = {
  ...ptBrShell,
  ...ptBrData,
  ...ptBrTokens,
  ...ptBrEvaluation,
  ...ptBrExport,
  ...ptBrMetrics,
  ...ptBrModel,
  ...ptBrRests,
  ...ptBrSamples,
  ...ptBrTraining,
} as const satisfies Record<keyof typeof en, Message>;
