// The rules that a file's description of its model must keep, by name; each has its own words in i18n.

/** A rule of the description that a file can break. */
export type DetailsRule =
  | "version"
  | "json"
  | "nesting"
  | "settings"
  | "tokenizer"
  | "vocabularySize"
  | "emptyToken"
  | "longToken"
  | "repeatedToken"
  | "characterToken"
  | "specialTokens"
  | "merges"
  | "padToken"
  | "template"
  | "dataset"
  | "run"
  | "progress"
  | "counter"
  | "measure"
  | "plateauScale"
  | "learningRate"
  | "epochRows"
  | "epochOrder";
