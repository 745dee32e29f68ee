// One JSON value out of its text: standard JSON with numbers as written, or the looser forms that Python and
// JavaScript write.
import JSON5 from "json5";
import { parse as parseLossless } from "lossless-json";

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

// Decimals, exponents and long numbers do not survive a round trip through a float64.
const REWRITTEN_NUMBER = /\d\.\d|\d[eE]|\d{16}/;
// The lossless parser sets a prototype where such a key, written out or in escapes, stands.
const UNSAFE_KEY = /__proto__|\\\\u/;
const PYTHON_WORDS: ReadonlyMap<string, string> = new Map([
  ["None", "null"],
  ["True", "true"],
  ["False", "false"],
  ["undefined", "null"],
]);
const STRINGS_AND_WORDS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\b(?:None|True|False|undefined)\b/g;

/** Reads one value; null where the text is none, standard or loose. */
export function readJson(text: string): ReadJson | null {
  const strict = attempt(() => JSON.parse(text) as JsonValue);
  if (strict !== null) {
    const written = REWRITTEN_NUMBER.test(text) && !UNSAFE_KEY.test(text) ? attempt(() => asWritten(text)) : null;
    return { value: (written ?? strict).value, isLoose: false };
  }
  const plain = text.replace(STRINGS_AND_WORDS, (token) => PYTHON_WORDS.get(token) ?? token);
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

function asWritten(text: string): JsonValue {
  const onDuplicateKey = ({ newValue }: { newValue: unknown }) => newValue;
  const parseNumber = (number: string) => (String(Number(number)) === number ? Number(number) : number);
  return parseLossless(text, null, { parseNumber, onDuplicateKey }) as JsonValue;
}

/** Wraps a result, so that a JSON null is told from a failure. */
function attempt(read: () => JsonValue): { readonly value: JsonValue } | null {
  try {
    return { value: read() };
  } catch {
    return null;
  }
}
