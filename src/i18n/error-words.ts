// The shape of the words of errors in every language.
import type { DetailsRule } from "@/domain/checkpoint/details-rule";
import type { SafetensorsRule } from "@/domain/checkpoint/safetensors-header";
import type { ConfigProblem } from "@/domain/config/config-problem";
import type { ContainerRefusal } from "@/domain/container/container-kind";
import type { AppError, ErrorCode } from "@/domain/errors";
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

/** A language's words for every error. */
export type ErrorCatalogue = { readonly [Code in ErrorCode]: ErrorWords<Code> };

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
