// The shape of the words of settings in every language.
import type { ConfigPath, ConfigValue } from "@/domain/config/config-path";

export interface SettingText {
  readonly label: string;
  readonly help: string;
}

export type SettingTexts = Readonly<Record<ConfigPath, SettingText>>;

/** Paths whose values are chosen from a list. */
export type ChoicePath =
  | "corpus.encoding"
  | "corpus.delimiter"
  | "corpus.header"
  | "corpus.separatorAction"
  | "tokens.tokenizer"
  | "tokens.order"
  | "tokens.split"
  | "model.architecture"
  | "model.lossPositions"
  | "model.embedding"
  | "model.form"
  | "model.initialization"
  | "training.optimizer"
  | "training.shuffle"
  | "training.schedule"
  | "training.earlyStopping";

export type ChoiceTexts = { readonly [Path in ChoicePath]: Readonly<Record<ConfigValue<Path>, string>> };
