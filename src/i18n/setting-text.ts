// The words of settings: a label for every config path, and names for the values of choices.
import type { ConfigPath, ConfigValue } from "@/domain/config/config-path";
import type { Language } from "@/domain/language";
import type { ChoicePath, ChoiceTexts } from "./setting-words";
import { wordsOf } from "./words";

/** Gives the label of the setting at `path`. */
export function settingLabel(language: Language, path: ConfigPath): string {
  return wordsOf(language).settings[path];
}

/** Gives the names of all values of a choice, in catalogue order. */
export function choiceTexts<Path extends ChoicePath>(
  language: Language,
  path: Path,
): Readonly<Record<ConfigValue<Path>, string>> {
  const all: ChoiceTexts = wordsOf(language).choices;
  return all[path];
}
