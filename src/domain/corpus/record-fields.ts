// One JSON record as named texts, as a row of a table holds them.
import { isConversation, writeConversation } from "./json-conversation";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "./json-value";
import type { FoundRecord, InheritedField } from "./record-path";

/** A field's name and its text. */
export type RecordEntry = readonly [string, string];

/** The field of records that are plain texts. */
const TEXT_FIELD = "text";
const DEEPEST = 8;

/**
 * Gives the fields of a record: nested objects by dotted names, lists of texts as lines, lists of objects field by
 * field as lines, conversations as one text, whose marks of speakers go to `marks`, null as nothing. Null where there is no field, or too deep a nesting.
 */
export function recordFields({ value, inherited }: FoundRecord, marks: Set<string>): readonly RecordEntry[] | null {
  const own = isJsonObject(value)
    ? (questionFields(value) ?? objectFields(value, "", 0, marks))
    : plainFields(value, marks);
  if (own === null) return null;
  const fields = [...inheritedFields(inherited, own), ...own];
  return fields.length === 0 ? null : fields;
}

/** Names the fields of enclosing records; where an inner record has that name already, by their owner as well. */
function inheritedFields(inherited: readonly InheritedField[], own: readonly RecordEntry[]): readonly RecordEntry[] {
  const taken = new Set(own.map(([name]) => name));
  const fields: RecordEntry[] = [];
  for (const { owner, name, text } of inherited.toReversed()) {
    let free = name;
    while (taken.has(free)) free = `${owner}.${free}`;
    taken.add(free);
    fields.unshift([free, text]);
  }
  return fields;
}

function plainFields(value: JsonValue, marks: Set<string>): readonly RecordEntry[] | null {
  if (typeof value === "string") return [[TEXT_FIELD, value]];
  if (isConversation(value)) return [[TEXT_FIELD, writeConversation(value, marks)]];
  // A row of a table that is a list of lists.
  if (isJsonList(value) && value.length > 1 && value.every((cell) => !isJsonList(cell) && !isJsonObject(cell))) {
    return value.map((cell, index) => [`column${index + 1}`, plainText(cell)]);
  }
  return null;
}

function objectFields(
  value: JsonObject,
  prefix: string,
  depth: number,
  marks: Set<string>,
): readonly RecordEntry[] | null {
  if (depth > DEEPEST) return null;
  const fields: RecordEntry[] = [];
  for (const [key, inner] of Object.entries(value)) {
    const name = prefix + key;
    if (isJsonObject(inner)) {
      const nested = objectFields(inner, `${name}.`, depth + 1, marks);
      if (nested === null) return null;
      for (const field of nested) fields.push(field);
    } else if (isJsonList(inner)) {
      const lines = listFields(inner, name, depth, marks);
      if (lines === null) return null;
      for (const field of lines) fields.push(field);
    } else fields.push([name, plainText(inner)]);
  }
  return fields;
}

function listFields(
  list: readonly JsonValue[],
  name: string,
  depth: number,
  marks: Set<string>,
): readonly RecordEntry[] | null {
  if (isConversation(list)) return [[name, writeConversation(list, marks)]];
  if (list.every((element) => !isJsonObject(element) && !isJsonList(element))) {
    return [[name, list.map(plainText).join("\n")]];
  }
  const lines = new Map<string, string[]>();
  for (const element of list) {
    const fields = isJsonObject(element) ? objectFields(element, `${name}.`, depth + 1, marks) : null;
    if (fields === null) return nestedText(list, name);
    for (const [key, text] of fields) {
      const texts = lines.get(key);
      if (texts === undefined) lines.set(key, [text]);
      else texts.push(text);
    }
  }
  return [...lines].map(([key, texts]) => [key, texts.join("\n")]);
}

function nestedText(list: readonly JsonValue[], name: string): readonly RecordEntry[] | null {
  try {
    return [[name, JSON.stringify(list)]];
  } catch {
    return null;
  }
}

function plainText(value: JsonValue): string {
  return value === null ? "" : String(value);
}

/** Tells a question of SQuAD, whose answers are part of it. */
export function isQuestion(value: JsonValue): boolean {
  return isJsonObject(value) && questionFields(value) !== null;
}

/**
 * SQuAD's questions, as its file nests them or as tables of data sets hold them: the answers' first text counts,
 * and where the text has no answer that is empty.
 */
function questionFields(value: JsonObject): readonly RecordEntry[] | null {
  const { question, answers, context } = value;
  if (typeof question !== "string" || answers === undefined) return null;
  const text = answerText(answers, value.is_impossible === true);
  if (text === null) return null;
  const own: RecordEntry[] = [
    ["question", question],
    ["answer", text],
  ];
  return typeof context === "string" ? [["context", context], ...own] : own;
}

function answerText(answers: JsonValue, isImpossible: boolean): string | null {
  if (isImpossible && isJsonList(answers) && answers.length === 0) return "";
  const [first] = answerTexts(answers);
  return typeof first === "string" ? first : null;
}

/** Gives the first of a question's answers that differs from the one that counts, null for none. */
export function furtherAnswer(value: JsonValue): string | null {
  if (!isJsonObject(value) || questionFields(value) === null) return null;
  const [first, ...others] = answerTexts(value.answers);
  return others.find((other) => typeof other === "string" && other !== first)?.toString() ?? null;
}

/** Lists the texts of SQuAD's answers, which are a list of objects or one object of lists; null for what is no answer. */
function answerTexts(answers: JsonValue): readonly JsonValue[] {
  return (isJsonList(answers) ? answers : [answers]).flatMap((answer) => {
    if (!isJsonObject(answer) || !Object.hasOwn(answer, "answer_start")) return [null];
    return isJsonList(answer.text) ? (answer.text.length === 0 ? [""] : answer.text) : [answer.text];
  });
}
