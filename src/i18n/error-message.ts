// Says every user-caused failure in one sentence with a remedy. The sentences are in {en,pt-br}/errors.ts; those of failures
// that only late code meets come with that code.
import type { AppError } from "@/domain/errors";
import type { Language } from "@/domain/language";
import type { ErrorText, LateErrorCatalogue } from "./error-words";
import { type NumberFormat, numberFormat } from "./number-format";
import { wordsOf } from "./words";

/** Gives the words of a language that has arrived. */
type LateErrorWords = (language: Language) => LateErrorCatalogue;

let lateWords: LateErrorWords | null = null;

/** Takes in the words of failures that only late code meets. */
export function addErrorWords(words: LateErrorWords): void {
  lateWords = words;
}

/** Writes `error` in `language`. */
export function errorMessage(language: Language, error: AppError): ErrorText {
  const catalogue = { ...lateWords?.(language), ...wordsOf(language).errors };
  const write = catalogue[error.code] as (error: AppError, format: NumberFormat) => ErrorText;
  return write(error, numberFormat(language));
}
