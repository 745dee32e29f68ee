// Where the records of a JSON file are: a way from a value of the file down to its records, and walking it.
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "./json-value";

/**
 * One step down: into a named value; to each element of a list; to each entry of an object, whose name becomes a
 * field; to each element of an object's lists, whose names become a field; to each row of a table that is stored by
 * columns.
 */
export type PathStep =
  | { readonly kind: "key"; readonly name: string }
  | { readonly kind: "each" }
  | { readonly kind: "entries" }
  | { readonly kind: "lists" }
  | { readonly kind: "columns" };

/** The steps from a value of the file to its records; none where the value is the record. */
export type RecordPath = readonly PathStep[];

/** A record with the texts of the objects that it lies in. */
export interface FoundRecord {
  readonly value: JsonValue;
  /** Plain fields of enclosing records, the outermost first. */
  readonly inherited: readonly InheritedField[];
}

/** A field of an enclosing record; `owner` names the list or object that this lies in. */
export interface InheritedField {
  readonly owner: string;
  readonly name: string;
  readonly text: string;
}

/** What encloses records of a list that has no name. */
const NAMELESS_OWNER = "parent";

const MARKS = { each: "[]", entries: "{}", lists: "{}[]", columns: "(columns)" } as const;

/** Writes a path as the page shows it, such as `data[].paragraphs[].qas[]`; "." for none. */
export function writePath(path: RecordPath): string {
  const text = path
    .map((step) => (step.kind === "key" ? `.${step.name.replaceAll(".", "\\.")}` : MARKS[step.kind]))
    .join("");
  return text === "" ? "." : text.replace(/^\./, "");
}

/** How a value stands in its file: alone, or as one of several records or owners of records. */
export type ValueRole = "file" | "element";

/** Gives the records that a path leads to; of values off the path only elements that have fields of their own do. */
export function* recordsAt(value: JsonValue, path: RecordPath, role: ValueRole): Generator<FoundRecord, void> {
  yield* walk({ value, inherited: [] }, path, 0, role);
}

function* walk(found: FoundRecord, path: RecordPath, depth: number, role: ValueRole): Generator<FoundRecord, void> {
  if (depth === path.length) {
    yield found;
    return;
  }
  const { value, inherited } = found;
  const step = path[depth];
  if (step.kind !== "key") {
    for (const next of partsOf(value, step.kind)) yield* walk({ value: next, inherited }, path, depth + 1, role);
    return;
  }
  // The file's own object holds facts of the file; what lies in a list holds facts of its parts.
  if (depth > 0 || role === "element") yield* belowOwner(found, path, depth, step.name);
  else if (isJsonObject(value) && Object.hasOwn(value, step.name)) {
    yield* walk({ value: value[step.name], inherited }, path, depth + 1, role);
  }
}

/** Gives the parts of a value that is taken apart; a value of another kind has none. */
function partsOf(value: JsonValue, kind: Exclude<PathStep["kind"], "key">): Iterable<JsonValue> {
  switch (kind) {
    case "each":
      return isJsonList(value) ? (isRagged(value) ? asTexts(value) : value) : [];
    case "entries":
      return isJsonObject(value) ? entriesOf(value) : [];
    case "lists":
      return isJsonObject(value) ? Object.entries(value).flatMap(([key, list]) => elementsNamed(key, list)) : [];
    case "columns":
      return isJsonObject(value) ? rowsOfColumns(value) : [];
  }
  return kind satisfies never;
}

function entriesOf(value: JsonObject): readonly JsonValue[] {
  return Object.entries(value).map(([key, entry]) => (isJsonObject(entry) ? named(key, entry) : { key, value: entry }));
}

function elementsNamed(key: string, list: JsonValue): readonly JsonValue[] {
  return isJsonList(list) ? list.map((element) => (isJsonObject(element) ? named(key, element) : element)) : [];
}

/** Makes a name a field, unless there is one of that name. */
function named(key: string, entry: JsonObject): JsonObject {
  return Object.hasOwn(entry, "key") ? entry : { key, ...entry };
}

/** Goes on in what an element of a list owns; one that owns nothing there is a record of its own fields. */
function* belowOwner(
  { value, inherited }: FoundRecord,
  path: RecordPath,
  depth: number,
  name: string,
): Generator<FoundRecord, void> {
  if (!isJsonObject(value)) return;
  const owner = path.slice(0, depth).findLast((step) => step.kind === "key")?.name ?? NAMELESS_OWNER;
  const owned = Object.hasOwn(value, name) ? value[name] : null;
  // A number beside a list tells of all that the list holds; beside a lone object it only counts the objects.
  const more = [...inherited, ...fieldsBeside(value, name, owner, !isJsonObject(owned))];
  const isBare = owned === null || (isJsonList(owned) && owned.length === 0);
  if (!isBare) yield* walk({ value: owned, inherited: more }, path, depth + 1, "element");
  else if (more.length > inherited.length) yield { value: {}, inherited: more };
}

function fieldsBeside(value: JsonObject, name: string, owner: string, withNumbers: boolean): readonly InheritedField[] {
  return Object.entries(value).flatMap(([key, field]) => {
    const isField = typeof field === "string" ? field.trim() !== "" : withNumbers && typeof field === "number";
    return key !== name && isField ? [{ owner, name: key, text: String(field) }] : [];
  });
}

/** Tells lists of plain values that differ in length, such as the verses of chapters, from rows of a table. */
function isRagged(list: readonly JsonValue[]): boolean {
  const isPlainList = (element: JsonValue): element is readonly JsonValue[] =>
    isJsonList(element) && element.every((inner) => typeof inner !== "object" || inner === null);
  return list.every(isPlainList) && list.some((element) => element.length !== list[0].length);
}

function asTexts(list: readonly JsonValue[]): readonly JsonValue[] {
  return list.map((text) => ({ text }));
}

/** Rows of columns, each a list or an object of cells by place; what is neither has no cells. */
function* rowsOfColumns(value: JsonObject): Generator<JsonObject, void> {
  const columns = Object.entries(value).map(([name, column]) => ({ name, cells: cellsOf(column) }));
  for (const place of Object.keys(columns[0]?.cells ?? {})) {
    yield Object.fromEntries(
      columns.map(({ name, cells }) => [name, Object.hasOwn(cells, place) ? cells[place] : null]),
    );
  }
}

function cellsOf(column: JsonValue): JsonObject {
  // A list is read by the numbers of its places, as an object is by its keys.
  return typeof column === "object" && column !== null ? (column as JsonObject) : {};
}
