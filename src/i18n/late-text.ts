// Words that come with a part of the page: what a catalogue apart from the page's own is read by.
import { useMemo } from "react";
import type { Language } from "@/domain/language";
import type { Message, MessageValues } from "./message";
import { writeMessage } from "./translate";
import { type Text, useText } from "./use-text";

/** The messages of a part in every language. */
export type Catalogues<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, Message>>>>;

/** Writes a message of a part. */
export type Say<Key extends string> = (key: Key, values?: MessageValues) => string;

/** Gives what writes the messages of a part in a language, the same for the same language. */
export function sayBy<Key extends string>(catalogues: Catalogues<Key>): (language: Language) => Say<Key> {
  const sayIn =
    (language: Language): Say<Key> =>
    (key, values = {}) =>
      writeMessage(language, catalogues[language][key], values);
  const says = { en: sayIn("en"), "pt-BR": sayIn("pt-BR") } as const satisfies Record<Language, Say<Key>>;
  return (language) => says[language];
}

/** Gives the page's words with those that `extend` adds; the same object until the language changes. */
export function useTextWith<T extends Text>(extend: (text: Text) => T): T {
  const text = useText();
  return useMemo(() => extend(text), [text, extend]);
}
