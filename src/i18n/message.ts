// What a catalogue holds for a key: a sentence with {places}, or one sentence for each plural form.

/** Plural forms chosen by the parameter `count`. English and Portuguese need just these two. */
export interface PluralMessage {
  readonly one: string;
  readonly other: string;
}

/** A sentence, with {places} for values. */
export type Message = string | PluralMessage;

/** Values for the places of a message; numbers are written in the language's format. */
export type MessageValues = Readonly<Record<string, string | number>>;
