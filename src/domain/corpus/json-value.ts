// One JSON value out of its text: standard JSON with numbers as written, or the looser forms that Python and
// JavaScript write.
import JSON5 from "json5";
import { rewriteOutsideStrings } from "./json-strings";

/** A parsed value; a number that would be rewritten stands as the text that it was. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** Own properties only, in the file's order. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A value, and whether its text was JSON at all. */
export interface ReadJson {
  readonly value: JsonValue;
  /** Whether it was read leniently: single quotes, NaN, `None`, comments, trailing commas, bare keys. */
  readonly isLoose: boolean;
}

// Decimals, exponents, long numbers and a negative zero do not survive a round trip through a float64.
const REWRITTEN_NUMBER = /\d\.\d|\d[eE]|\d{16}|-0/;
const NUMBERS = /-?\d[\d.eE+-]*/g;
const PYTHON_WORDS: ReadonlyMap<string, string> = new Map([
  ["None", "null"],
  ["True", "true"],
  ["False", "false"],
  ["undefined", "null"],
]);
const WORDS = /\b(?:None|True|False|undefined)\b/g;

/** Reads one value; null where the text is none, standard or loose. */
export function readJson(text: string): ReadJson | null {
  const strict = attempt(() => JSON.parse(text) as JsonValue);
  if (strict !== null) {
    const written = REWRITTEN_NUMBER.test(text) ? attempt(() => JSON.parse(withNumbersAsWritten(text))) : null;
    return { value: (written ?? strict).value, isLoose: false };
  }
  const plain = rewriteOutsideStrings(text, (stretch) =>
    stretch.replace(WORDS, (word) => PYTHON_WORDS.get(word) ?? word),
  );
  const loose = attempt(() => JSON5.parse<JsonValue>(plain));
  return loose === null ? null : { value: loose.value, isLoose: true };
}

/** Tells an object from a list and from everything plain. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Tells a list. */
export function isJsonList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Quotes the numbers of a JSON text that would be rewritten. */
function withNumbersAsWritten(text: string): string {
  return rewriteOutsideStrings(text, (stretch) =>
    stretch.replace(NUMBERS, (number) => (String(Number(number)) === number ? number : `"${number}"`)),
  );
}

/** Wraps a result, so that a JSON null is told from a failure. */
function attempt(read: () => JsonValue): { readonly value: JsonValue } | null {
  try {
    return { value: read() };
  } catch {
    return null;
  }
}
