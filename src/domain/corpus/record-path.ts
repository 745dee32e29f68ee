// Where the records of a JSON file are: a way from a value of the file down to its records, and walking it.
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "./json-value";

/**
 * One step down: into a named value; to each element of a list; to each entry of an object, whose name becomes a
 * field; to each row of a table that is stored by columns.
 */
export type PathStep =
  | { readonly kind: "key"; readonly name: string }
  | { readonly kind: "each" }
  | { readonly kind: "entries" }
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

const MARKS = { each: "[]", entries: "{}", columns: "(columns)" } as const;

/** Writes a path as the page shows it, such as `data[].paragraphs[].qas[]`; "." for none. */
export function writePath(path: RecordPath): string {
  const text = path
    .map((step) => (step.kind === "key" ? `.${step.name.replaceAll(".", "\\.")}` : MARKS[step.kind]))
    .join("");
  return text === "" ? "." : text.replace(/^\./, "");
}

/** Gives the records that a path leads to; of values off the path only elements that have fields of their own do. */
export function* recordsAt(value: JsonValue, path: RecordPath): Generator<FoundRecord, void> {
  yield* walk({ value, inherited: [] }, path, 0);
}

function* walk(found: FoundRecord, path: RecordPath, depth: number): Generator<FoundRecord, void> {
  if (depth === path.length) {
    yield found;
    return;
  }
  const { value, inherited } = found;
  const step = path[depth];
  const below = (next: JsonValue, more = inherited) => walk({ value: next, inherited: more }, path, depth + 1);
  switch (step.kind) {
    case "key":
      if (!isJsonObject(value)) return;
      // The file's own object holds facts of the file; what lies in a list holds facts of its parts.
      if (depth === 0) {
        if (Object.hasOwn(value, step.name)) yield* below(value[step.name]);
        return;
      }
      yield* belowOwner(found, path, depth, step.name);
      return;
    case "each":
      if (isJsonList(value)) for (const element of value) yield* below(element);
      return;
    case "entries":
      if (!isJsonObject(value)) return;
      for (const [key, entry] of Object.entries(value)) {
        if (isJsonObject(entry)) yield* below(Object.hasOwn(entry, "key") ? entry : { key, ...entry });
        else yield* below({ key, value: entry });
      }
      return;
    case "columns":
      if (isJsonObject(value)) for (const row of rowsOfColumns(value)) yield* below(row);
      return;
    default:
      step satisfies never;
  }
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
  if (!isBare) yield* walk({ value: owned, inherited: more }, path, depth + 1);
  else if (more.length > inherited.length) yield { value: {}, inherited: more };
}

function fieldsBeside(value: JsonObject, name: string, owner: string, withNumbers: boolean): readonly InheritedField[] {
  return Object.entries(value).flatMap(([key, field]) => {
    const isField = typeof field === "string" ? field.trim() !== "" : withNumbers && typeof field === "number";
    return key !== name && isField ? [{ owner, name: key, text: String(field) }] : [];
  });
}

/** Rows of columns, each a list or an object of cells by place; what is neither has no cells. */
function* rowsOfColumns(value: JsonObject): Generator<JsonObject, void> {
  const columns = Object.entries(value).map(([name, column]) => ({ name, cells: cellsOf(column) }));
  for (const place of Object.keys(columns[0]?.cells ?? {})) {
    yield Object.fromEntries(columns.map(({ name, cells }) => [name, cells[place] ?? null]));
  }
}

function cellsOf(column: JsonValue): JsonObject {
  // A list is read by the numbers of its places, as an object is by its keys.
  return typeof column === "object" && column !== null ? (column as JsonObject) : {};
}
