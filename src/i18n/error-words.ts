// The shape of the words of errors in every language.
import type { AppError, ErrorCode } from "@/domain/errors";
import type { NumberFormat } from "./number-format";

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
