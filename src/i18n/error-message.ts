// Says every user-caused failure in one sentence with a remedy. The sentences are in {en,pt-br}/errors.ts.
import type { AppError } from "@/domain/errors";
import type { Language } from "@/domain/language";
import { enErrors } from "./en/errors";
import type { ErrorCatalogue, ErrorText } from "./error-words";
import { type NumberFormat, numberFormat } from "./number-format";
import { ptBrErrors } from "./pt-br/errors";

const catalogues = { en: enErrors, "pt-BR": ptBrErrors } as const satisfies Record<Language, ErrorCatalogue>;

/** Writes `error` in `language`. */
export function errorMessage(language: Language, error: AppError): ErrorText {
  const write = catalogues[language][error.code] as (error: AppError, format: NumberFormat) => ErrorText;
  return write(error, numberFormat(language));
}
