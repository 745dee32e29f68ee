// The words of settings: a label and a line of help for every config path, and names for the values of choices.
import type { ConfigPath, ConfigValue } from "@/domain/config/config-path";
import type { Language } from "@/domain/language";
import { enChoices } from "./en/choices";
import { enSettings } from "./en/settings";
import { ptBrChoices } from "./pt-br/choices";
import { ptBrSettings } from "./pt-br/settings";
import type { ChoicePath, ChoiceTexts, SettingText, SettingTexts } from "./setting-words";

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
