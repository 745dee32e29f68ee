// Looks at the whole shape of a JSON value for the list that holds its records.

import { isConversation } from "./json-conversation";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "./json-value";
import { isQuestion } from "./record-fields";
import { type RecordPath, recordsAt, type ValueRole } from "./record-path";

/** A place where records may be. */
export interface RecordPlace {
  readonly path: RecordPath;
  readonly records: number;
}

interface Measured extends RecordPlace {
  /** Characters of the records and of what they inherit. */
  readonly text: number;
  /** Whether the records are plain texts or numbers. */
  readonly isPlain: boolean;
}

const DEEPEST = 8;
/** An object of texts is a dictionary from this many entries on; below it is one record. */
const FEWEST_ENTRIES = 20;
/** Elements looked at in each list, and ways down that are tried from each value. */
const SAMPLE = 20;
/** A way down must keep this share of the text, or what it leaves behind belongs to the records above. */
const KEPT_SHARE = 0.85;
/** A list that gives hardly more records than its owners is a part of them. */
const WORTHWHILE = 1.3;

/**
 * Lists the places of one value where records may be, the likeliest first: the deepest lists that leave hardly any
 * text behind, then all others by the text they hold. The value itself is always among them. A list of plain texts is
 * likely only where it is nearly all of a file: in an element it is a field.
 */
export function findRecords(value: JsonValue, role: ValueRole): readonly RecordPlace[] {
  const places = [...placesBelow(value, [], 0)].map((path) => ({ path, ...measure(value, path, role) }));
  const self: Measured = { path: [], records: 1, text: textLength(value), isPlain: false };
  let best = self;
  for (const place of places) {
    const isBelow = best.path.every((step, index) => sameStep(step, place.path[index]));
    const isList = best === self && role === "file" ? place.records > 0 : place.records >= WORTHWHILE * best.records;
    const canBe = !place.isPlain || (role === "file" && best === self);
    if (isBelow && isList && canBe && place.text >= KEPT_SHARE * best.text && place.text > 0) best = place;
  }
  const others = places.filter((place) => place !== best).sort((first, second) => second.text - first.text);
  return (best === self ? [self, ...others] : [best, ...others, self]).map(({ path, records }) => ({ path, records }));
}

function sameStep(first: RecordPath[number], second: RecordPath[number] | undefined): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}

function* placesBelow(value: JsonValue, path: RecordPath, depth: number): Generator<RecordPath, void> {
  if (depth > DEEPEST) return;
  if (isJsonList(value)) {
    if (value.length === 0 || isConversation(value)) return;
    const each = [...path, { kind: "each" } as const];
    const wrapped = wrapperKey(value);
    if (wrapped === null) yield each;
    else yield [...each, { kind: "key", name: wrapped }];
    for (const name of listKeys(value.slice(0, SAMPLE).filter(isJsonObject))) {
      const owner = value.slice(0, SAMPLE).find((element) => isJsonObject(element) && isJsonList(element[name]));
      if (isJsonObject(owner)) yield* placesBelow(owner[name], [...each, { kind: "key", name }], depth + 1);
    }
    return;
  }
  if (!isJsonObject(value) || isQuestion(value)) return;
  if (isColumns(value)) yield [...path, { kind: "columns" }];
  else if (isParted(value)) yield [...path, { kind: "lists" }];
  else if (isById(value) || isDictionary(value)) yield [...path, { kind: "entries" }];
  for (const [name, inner] of Object.entries(value).slice(0, SAMPLE)) {
    if (isJsonObject(inner) || isJsonList(inner))
      yield* placesBelow(inner, [...path, { kind: "key", name }], depth + 1);
  }
}

/** Names the lists of objects that elements hold. */
function listKeys(elements: readonly JsonObject[]): readonly string[] {
  const names = new Set<string>();
  for (const element of elements) {
    if (isQuestion(element)) continue;
    for (const [name, inner] of Object.entries(element)) {
      if (isJsonList(inner) && inner.some(isJsonObject)) names.add(name);
    }
  }
  return [...names].slice(0, SAMPLE);
}

/** Names the one object that every element holds and that has nearly all of its text, as in `{row: {…}}`. */
function wrapperKey(list: readonly JsonValue[]): string | null {
  const elements = list.slice(0, SAMPLE);
  const first = elements[0];
  if (!isJsonObject(first)) return null;
  const name = Object.keys(first).find((key) => isJsonObject(first[key]));
  if (name === undefined) return null;
  const isWrapped = elements.every(
    (element) =>
      isJsonObject(element) &&
      isJsonObject(element[name]) &&
      textLength(element[name]) >= 0.95 * textLength(element) &&
      textLength(element[name]) > 0,
  );
  return isWrapped ? name : null;
}

function isColumns(value: JsonObject): boolean {
  const columns = Object.values(value);
  if (columns.length < 2) return false;
  if (columns.every(isJsonList))
    return columns.every((column) => column.length === columns[0].length && column.length > 1 && column.every(isPlain));
  if (!columns.every(isJsonObject)) return false;
  const places = Object.keys(columns[0]).join();
  return /^\d+(?:,\d+)+$/.test(places) && columns.every((column) => Object.keys(column).join() === places);
}

/** Lists of much the same records, such as `train` and `test`. */
function isParted(value: JsonObject): boolean {
  const lists = Object.values(value);
  if (lists.length < 2) return false;
  const firsts = lists.map((list) => (isJsonList(list) && !isConversation(list) ? list[0] : undefined));
  if (!firsts.every(isJsonObject)) return false;
  const names = new Set(Object.keys(firsts[0]));
  return firsts.every((first) => {
    const own = Object.keys(first);
    return 2 * own.filter((name) => names.has(name)).length > Math.max(names.size, own.length);
  });
}

/** Objects with much the same fields under names that are ids. */
function isById(value: JsonObject): boolean {
  const entries = Object.values(value);
  if (entries.length < 2 || !entries.every(isJsonObject)) return false;
  const names = new Set(Object.keys(entries[0]));
  return entries.slice(0, SAMPLE).every((entry) => Object.keys(entry).some((name) => names.has(name)));
}

function isDictionary(value: JsonObject): boolean {
  const entries = Object.values(value);
  return entries.length >= FEWEST_ENTRIES && entries.every(isPlain);
}

function isPlain(value: JsonValue): boolean {
  return typeof value !== "object" || value === null;
}

function measure(value: JsonValue, path: RecordPath, role: ValueRole): Omit<Measured, "path"> {
  let records = 0;
  let text = 0;
  let plain = 0;
  const inherited = new Set<string>();
  for (const record of recordsAt(value, path, role)) {
    records++;
    text += textLength(record.value);
    if (isPlain(record.value)) plain++;
    for (const field of record.inherited) inherited.add(field.text);
  }
  for (const own of inherited) text += own.length;
  return { records, text, isPlain: plain === records };
}

/** Counts the characters of all strings in a value. */
function textLength(value: JsonValue): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 0;
  let total = 0;
  const waiting: JsonValue[] = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === "string") total += next.length;
    else if (typeof next === "object" && next !== null) for (const inner of Object.values(next)) waiting.push(inner);
  }
  return total;
}
