// What can be wrong with the tokenizer files of a model made elsewhere. `rule` names the broken rule.

/** A rule that tokenizer files can break. */
export type TokenizerRule =
  | "json"
  | "model"
  | "preTokenizer"
  | "normalizer"
  | "addedToken"
  | "vocabulary"
  | "ids"
  | "merges";

/** Why a tokenizer was refused; `detail` is what stands in the file, "" where there is nothing to quote. */
export interface TokenizerError {
  readonly code: "tokenizerRefused";
  readonly rule: TokenizerRule;
  readonly detail: string;
}
