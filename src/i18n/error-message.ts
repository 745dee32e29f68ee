// Says every user-caused failure in one sentence with a remedy. The sentences are in {en,pt-br}/errors.ts, which come
// after the page (features/error-words.tsx).
import type { AppError } from "@/domain/errors";
import type { Language } from "@/domain/language";
import type { ErrorCatalogue, ErrorText } from "./error-words";
import { type NumberFormat, numberFormat } from "./number-format";

/** Writes `error` by the words of `language`. */
export function errorMessage(language: Language, words: ErrorCatalogue, error: AppError): ErrorText {
  const write = words[error.code] as (error: AppError, format: NumberFormat) => ErrorText;
  return write(error, numberFormat(language));
}
