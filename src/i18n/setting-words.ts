// The shape of the words of settings in every language.
import type { ConfigPath, ConfigValue } from "@/domain/config/config-path";
import type { parameters } from "@/domain/config/parameters";

/** What a language writes beside the control of every setting. */
export type SettingLabels = Readonly<Record<ConfigPath, string>>;

/** A language's explanation of every setting. */
export type SettingHelps = Readonly<Record<ConfigPath, string>>;

/** Paths whose values are chosen from a list. */
export type ChoicePath = {
  [Path in ConfigPath]: (typeof parameters)[Path]["kind"] extends "choice" ? Path : never;
}[ConfigPath];

/** A language's names for the values of every choice, in the order of the list. */
export type ChoiceTexts = { readonly [Path in ChoicePath]: Readonly<Record<ConfigValue<Path>, string>> };
