// The shape of the words of errors in every language.
import type { DetailsRule } from "@/domain/checkpoint/details-rule";
import type { SafetensorsRule } from "@/domain/checkpoint/safetensors-header";
import type { ConfigProblem } from "@/domain/config/config-problem";
import type { ContainerRefusal } from "@/domain/container/container-kind";
import type { AppError, ErrorCode } from "@/domain/errors";
import type { PretrainedError } from "@/domain/pretrained/pretrained-error";
import type { TokenizerError } from "@/domain/tokenizer/tokenizer-error";
import type { NumberFormat } from "./number-format";

/** What happened, and what to do about it. */
export interface ErrorText {
  readonly sentence: string;
  readonly remedy: string;
}

/** Writes one kind of error with the numbers that it carries. */
export type ErrorWords<Code extends ErrorCode> = (
  error: Extract<AppError, { code: Code }>,
  format: NumberFormat,
) => ErrorText;

/** What is wrong with models that were trained elsewhere; met by code alone that comes after the page, and brings words. */
type LateErrorCode = (PretrainedError | TokenizerError)["code"];

/** A language's words for every error that can be met as soon as the page is there. */
export type ErrorCatalogue = { readonly [Code in Exclude<ErrorCode, LateErrorCode>]: ErrorWords<Code> };

/** A language's words for the others. */
export type LateErrorCatalogue = { readonly [Code in LateErrorCode]: ErrorWords<Code> };

/** Words for the exact refusal inside an error. */
export interface RefusalTexts {
  /** Kinds of files that have no name of their own in every language. */
  readonly binary: Readonly<Record<string, string>>;
  /** What a container is, to stand behind its name, and what to do. */
  readonly container: Readonly<Record<ContainerRefusal, readonly [told: string, remedy: string]>>;
  readonly rule: Readonly<Record<SafetensorsRule, string>>;
  readonly details: Readonly<Record<DetailsRule, string>>;
  readonly setting: Readonly<Record<ConfigProblem, string>>;
}

/** Words for the rules of the format of weights. */
export type RuleTexts = Pick<RefusalTexts, "rule">;
