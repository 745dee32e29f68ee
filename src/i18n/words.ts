// The words of the page by language. Each language is a file of its own that arrives when somebody wants it; one must
// have arrived before the page is drawn.
import type { Language } from "@/domain/language";
import type { en } from "./en";
import type { Message } from "./message";
import type { ChoiceTexts, SettingLabels } from "./setting-words";

/** Names a message. English is the measure; every other language must have the same keys. */
export type TextKey = keyof typeof en;

/** The words of a language that the page begins with. */
export interface Words {
  readonly messages: Readonly<Record<TextKey, Message>>;
  readonly settings: SettingLabels;
  readonly choices: ChoiceTexts;
}

const files: Readonly<Record<Language, () => Promise<Words>>> = {
  en: async () => (await import("./en")).enWords,
  "pt-BR": async () => (await import("./pt-br")).ptBrWords,
};

const arrived = new Map<Language, Words>();

/** Fetches the words of a language. Rejects where they do not arrive. */
export async function loadWords(language: Language): Promise<void> {
  if (!arrived.has(language)) arrived.set(language, await files[language]());
}

/** Tells whether the words of a language have arrived. */
export function hasWords(language: Language): boolean {
  return arrived.has(language);
}

/** Gives the words of a language that has arrived; throws for others. */
export function wordsOf(language: Language): Words {
  const words = arrived.get(language);
  if (words === undefined) throw new Error(`wordsOf: expected the words of ${language} to have arrived`);
  return words;
}
