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
