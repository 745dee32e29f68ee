// The words of what can be wrong with models that were trained elsewhere: fetched with the code that opens them.
import type { Language } from "@/domain/language";
import { enPretrainedErrors } from "./en/pretrained-errors";
import type { LateErrorCatalogue, RuleTexts } from "./error-words";
import { ptBrPretrainedErrors } from "./pt-br/pretrained-errors";
import { wordsOf } from "./words";

const catalogues = { en: enPretrainedErrors, "pt-BR": ptBrPretrainedErrors } as const satisfies Record<
  Language,
  (file: RuleTexts) => LateErrorCatalogue
>;

/** Gives the words of a language that has arrived. */
export function pretrainedErrors(language: Language): LateErrorCatalogue {
  return catalogues[language](wordsOf(language).refusals);
}
