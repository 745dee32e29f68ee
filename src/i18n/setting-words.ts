// The shape of the words of settings in every language.
import type { ConfigPath, ConfigValue } from "@/domain/config/config-path";

/** What stands beside a control, and the sentence that explains it. */
export interface SettingText {
  readonly label: string;
  readonly help: string;
}

/** A language's words for every setting. */
export type SettingTexts = Readonly<Record<ConfigPath, SettingText>>;

/** Paths whose values are chosen from a list. */
export type ChoicePath =
  | "corpus.readAs"
  | "corpus.sample"
  | "corpus.encoding"
  | "corpus.delimiter"
  | "corpus.quote"
  | "corpus.escape"
  | "corpus.comment"
  | "corpus.header"
  | "corpus.lists"
  | "corpus.personalData"
  | "corpus.rareCharacters"
  | "corpus.chatRecords"
  | "corpus.normalization"
  | "corpus.textRecords"
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
  | "training.runLength"
  | "training.shuffle"
  | "training.schedule"
  | "training.earlyStopping";

/** A language's names for the values of every choice, in the order of the list. */
export type ChoiceTexts = { readonly [Path in ChoicePath]: Readonly<Record<ConfigValue<Path>, string>> };
