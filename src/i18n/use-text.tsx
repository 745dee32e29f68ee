// The words of the page's language for components. The provider stands in app/, above everything.
import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { ConfigPath, ConfigValue } from "@/domain/config/config-path";
import type { Language } from "@/domain/language";
import type { MessageValues } from "./message";
import { type NumberFormat, numberFormat } from "./number-format";
import { choiceTexts, settingLabel } from "./setting-text";
import type { ChoicePath } from "./setting-words";
import { translate } from "./translate";
import type { TextKey } from "./words";

/** Everything a component needs to write in the page's language. */
export interface Text extends NumberFormat {
  readonly language: Language;
  /** Writes the message of a key. */
  t(key: TextKey, values?: MessageValues): string;
  /** Gives the label of a setting. */
  setting(path: ConfigPath): string;
  /** Names one value of a choice. */
  choice<Path extends ChoicePath>(path: Path, value: ConfigValue<Path>): string;
  /** Lists the values of a choice with their names, for selects and segmented controls. */
  choices<Path extends ChoicePath>(path: Path): readonly { value: ConfigValue<Path>; label: string }[];
}

const LanguageContext = createContext<Language>("en");

/** Sets the language of the tree below. */
export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

/** Gives the words of the page's language; the same object until the language changes. */
export function useText(): Text {
  const language = useContext(LanguageContext);
  return useMemo(() => createText(language), [language]);
}

/** Gives the page's words with those that `extend` adds; the same object until the language changes. */
export function useTextWith<T extends Text>(extend: (text: Text) => T): T {
  const text = useText();
  return useMemo(() => extend(text), [text, extend]);
}

/** Gives the words of a language. */
export function createText(language: Language): Text {
  return {
    ...numberFormat(language),
    language,
    t: (key, values) => translate(language, key, values),
    setting: (path) => settingLabel(language, path),
    choice: (path, value) => choiceTexts(language, path)[value],
    choices: <Path extends ChoicePath>(path: Path) => {
      const texts = choiceTexts(language, path);
      return (Object.keys(texts) as ConfigValue<Path>[]).map((value) => ({ value, label: texts[value] }));
    },
  };
}
