// The Brazilian Portuguese catalogue; a missing or surplus key does not compile.
import type { en } from "./en";
import type { Message } from "./message";
import { ptBrChoices } from "./pt-br/choices";
import { ptBrData } from "./pt-br/data";
import { ptBrMetrics } from "./pt-br/metrics";
import { ptBrModel } from "./pt-br/model";
import { ptBrRests } from "./pt-br/rests";
import { ptBrSamples } from "./pt-br/samples";
import { ptBrSettings } from "./pt-br/settings";
import { ptBrShell } from "./pt-br/shell";
import { ptBrTokens } from "./pt-br/tokens";
import { ptBrTraining } from "./pt-br/training";
import type { Words } from "./words";

export const ptBr = {
  ...ptBrShell,
  ...ptBrData,
  ...ptBrTokens,
  ...ptBrMetrics,
  ...ptBrModel,
  ...ptBrRests,
  ...ptBrSamples,
  ...ptBrTraining,
} as const satisfies Record<keyof typeof en, Message>;

/** All words of Brazilian Portuguese. */
export const ptBrWords: Words = {
  messages: ptBr,
  settings: ptBrSettings,
  choices: ptBrChoices,
};
