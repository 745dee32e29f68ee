// The technical side of a failure, for a report and not for reading: it is in English whatever the page's language.
import type { AppError } from "@/domain/errors";

/** Writes code and technical message of an error; null where the sentence on the page says all. */
export function errorDetails(error: AppError): string | null {
  if (!("detail" in error) || error.detail === "") return null;
  const kind = "rule" in error ? `${error.code}, ${error.rule}` : error.code;
  return `Curió: ${kind}: ${error.detail}`;
}
