// Says every user-caused failure in one sentence with a remedy. The sentences are in {en,pt-br}/errors.ts.
import type { AppError } from "@/domain/errors";
import type { Language } from "@/domain/language";
import type { ErrorText } from "./error-words";
import { type NumberFormat, numberFormat } from "./number-format";
import { wordsOf } from "./words";

/** Writes `error` in `language`. */
export function errorMessage(language: Language, error: AppError): ErrorText {
  const write = wordsOf(language).errors[error.code] as (error: AppError, format: NumberFormat) => ErrorText;
  return write(error, numberFormat(language));
}
