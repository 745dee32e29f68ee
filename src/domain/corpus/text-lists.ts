// Lists of texts inside JSON records, and taking them apart into records of their own.
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "./json-value";
import type { FoundRecord } from "./record-path";

/** The names that lead from a record to a list of texts in it. */
export type ListPath = readonly string[];

const DEEPEST = 4;

/**
 * Finds the lists of texts by whose elements records can be taken apart: the one that holds most elements in all, and
 * those that are as long as it in every record, since their elements belong together.
 */
export function findTextLists(records: readonly FoundRecord[]): readonly ListPath[] {
  const found = new Map<string, { path: ListPath; elements: number }>();
  for (const { value } of records) {
    for (const { path, list } of textListsIn(value, [])) {
      const key = JSON.stringify(path);
      found.set(key, { path, elements: (found.get(key)?.elements ?? 0) + list.length });
    }
  }
  const paths = [...found.values()].sort((first, second) => second.elements - first.elements);
  if (paths.length === 0 || paths[0].elements === 0) return [];
  const [{ path: longest }] = paths;
  const isBeside = (path: ListPath) =>
    records.every(({ value }) => listAt(value, path).length === listAt(value, longest).length);
  return paths.filter(({ path }) => isBeside(path)).map(({ path }) => path);
}

/** Counts the records that one gives taken apart: an element each, and one where there is none. */
export function countTakenApart({ value }: FoundRecord, lists: readonly ListPath[]): number {
  return Math.max(1, ...lists.map((path) => listAt(value, path).length));
}

/** Takes a record apart: each element of the lists is a record of its own beside all other fields. */
export function* takeApart(record: FoundRecord, lists: readonly ListPath[]): Generator<FoundRecord, void> {
  const { value, inherited } = record;
  const count = countTakenApart(record, lists);
  if (count === 1 || !isJsonObject(value)) return yield record;
  for (let index = 0; index < count; index++) {
    yield { value: lists.reduce((object, path) => withElement(object, path, index), value), inherited };
  }
}

/** Keeps one element in the place of a list; values off the path stay. */
function withElement(object: JsonObject, [name, ...below]: ListPath, index: number): JsonObject {
  if (name === undefined || !Object.hasOwn(object, name)) return object;
  const inner = object[name];
  if (isJsonList(inner)) return below.length === 0 ? { ...object, [name]: inner[index] ?? null } : object;
  return isJsonObject(inner) ? { ...object, [name]: withElement(inner, below, index) } : object;
}

function* textListsIn(
  value: JsonValue,
  path: ListPath,
): Generator<{ readonly path: ListPath; readonly list: readonly JsonValue[] }, void> {
  if (!isJsonObject(value) || path.length === DEEPEST) return;
  for (const [name, inner] of Object.entries(value)) {
    if (isTextList(inner)) yield { path: [...path, name], list: inner };
    else yield* textListsIn(inner, [...path, name]);
  }
}

function listAt(value: JsonValue, path: ListPath): readonly JsonValue[] {
  let inner: JsonValue = value;
  for (const name of path) {
    if (!isJsonObject(inner) || !Object.hasOwn(inner, name)) return [];
    inner = inner[name];
  }
  return isTextList(inner) ? inner : [];
}

function isTextList(value: JsonValue): value is readonly JsonValue[] {
  return isJsonList(value) && value.some((text) => typeof text === "string") && value.every(isPlain);
}

function isPlain(value: JsonValue): boolean {
  return typeof value !== "object" || value === null;
}
