// Turns a key and its values into a sentence of a language.
import type { Language } from "@/domain/language";
import type { Message, MessageValues } from "./message";
import { numberFormat } from "./number-format";
import { type TextKey, wordsOf } from "./words";

/** Writes the message `key`; `values.count` chooses the plural form. */
export function translate(language: Language, key: TextKey, values: MessageValues = {}): string {
  return writeMessage(language, wordsOf(language).messages[key], values);
}

/** Writes a message of any catalogue. */
export function writeMessage(language: Language, message: Message, values: MessageValues): string {
  return fillPlaces(language, chooseForm(language, message, values), values);
}

/** The messages of a part of the page, which come with it, in every language. */
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

/** Puts values into the {places} of a sentence. */
export function fillPlaces(language: Language, sentence: string, values: MessageValues): string {
  const format = numberFormat(language);
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    if (value === undefined) return place;
    return typeof value === "number" ? format.number(value) : value;
  });
}

function chooseForm(language: Language, message: Message, values: MessageValues): string {
  if (typeof message === "string") return message;
  const count = typeof values.count === "number" ? values.count : 0;
  // Portuguese has a third form, "many" for whole millions, that reads like "other" here.
  return new Intl.PluralRules(language).select(count) === "one" ? message.one : message.other;
}
