// Says every user-caused failure in one sentence with a remedy. The sentences are in {en,pt-br}/errors.ts.
import type { AppError, ErrorCode } from "@/domain/errors";
import type { Language } from "@/domain/language";
import { enErrors } from "./en/errors";
import { type NumberFormat, numberFormat } from "./number-format";
import { ptBrErrors } from "./pt-br/errors";

/** What happened, and what to do about it. */
export interface ErrorText {
  readonly sentence: string;
  readonly remedy: string;
}

export type ErrorWords<Code extends ErrorCode> = (
  error: Extract<AppError, { code: Code }>,
  format: NumberFormat,
) => ErrorText;

export type ErrorCatalogue = { readonly [Code in ErrorCode]: ErrorWords<Code> };

const catalogues = { en: enErrors, "pt-BR": ptBrErrors } as const satisfies Record<Language, ErrorCatalogue>;

/** Writes `error` in `language`. */
export function errorMessage(language: Language, error: AppError): ErrorText {
  const write = catalogues[language][error.code] as (error: AppError, format: NumberFormat) => ErrorText;
  return write(error, numberFormat(language));
}
