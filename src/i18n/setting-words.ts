// The shape of the words of settings in every language.
import type { ConfigPath, ConfigValue } from "@/domain/config/config-path";
import type { parameters } from "@/domain/config/parameters";

/** What stands beside a control, and the sentence that explains it. */
export interface SettingText {
  readonly label: string;
  readonly help: string;
}

/** A language's words for every setting. */
export type SettingTexts = Readonly<Record<ConfigPath, SettingText>>;

/** Paths whose values are chosen from a list. */
export type ChoicePath = {
  [Path in ConfigPath]: (typeof parameters)[Path]["kind"] extends "choice" ? Path : never;
}[ConfigPath];

/** A language's names for the values of every choice, in the order of the list. */
export type ChoiceTexts = { readonly [Path in ChoicePath]: Readonly<Record<ConfigValue<Path>, string>> };
