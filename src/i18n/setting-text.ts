// The words of settings: a label and a line of help for every config path, and names for the values of choices.
import type { ConfigPath, ConfigValue } from "@/domain/config/config-path";
import type { Language } from "@/domain/language";
import { enChoices } from "./en/choices";
import { enSettings } from "./en/settings";
import { ptBrChoices } from "./pt-br/choices";
import { ptBrSettings } from "./pt-br/settings";

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

const settings = { en: enSettings, "pt-BR": ptBrSettings } as const satisfies Record<Language, SettingTexts>;
const choices = { en: enChoices, "pt-BR": ptBrChoices } as const satisfies Record<Language, ChoiceTexts>;

/** Gives the label and help of the setting at `path`. */
export function settingText(language: Language, path: ConfigPath): SettingText {
  return settings[language][path];
}

/** Gives the names of all values of a choice, in catalogue order. */
export function choiceTexts<Path extends ChoicePath>(
  language: Language,
  path: Path,
): Readonly<Record<ConfigValue<Path>, string>> {
  const all: ChoiceTexts = choices[language];
  return all[path];
}
