// Gathers JSON values as rows of a table: finds where the records lie by the first values, then writes each record
// as a row. The columns are the union of the fields in order of first appearance.
import type { CorpusConfig } from "../config/run-config";
import { columnNames } from "./column-names";
import { findRecords, type RecordPlace } from "./find-records";
import { type JsonValue, readJson } from "./json-value";
import { PackedRows } from "./packed-rows";
import type { ParserLimits } from "./parser-limits";
import type { ProblemLog } from "./problem-log";
import { furtherAnswer, type RecordEntry, recordFields } from "./record-fields";
import { type FoundRecord, type RecordPath, recordsAt, type ValueRole, writePath } from "./record-path";
import type { SourceProblemReason, TextLists } from "./source";
import type { NoteLog } from "./source-note";
import type { Table } from "./source-parser";
import { countTakenApart, findTextLists, type ListPath, takeApart } from "./text-lists";

const DANGEROUS_KEYS = new Set(["__proto__", "constructor", "prototype"]);
/** Values by which the place of the records is found. */
const SAMPLE_VALUES = 50;
/** The escape of half a character, as it may stand in a JSON text. */
const HALF_CHARACTER = /\\u[dD][89a-fA-F]/;
/** Places that are offered. */
const MOST_PLACES = 8;

/** A growing table of JSON records. */
export interface JsonRecords {
  /** Parses one value of the file and adds its records; what is wrong with it goes to the log. */
  add(json: string, line: number, isElement: boolean): void;
  /** Whether it holds as many rows as are wanted and takes no more. */
  readonly isFull: boolean;
  finish(): Table;
}

/** What the user may have said of the records; a path that the file does not have counts as none. */
export type JsonWishes = Pick<CorpusConfig, "recordPath" | "lists">;

/** Creates an empty table. */
export function createJsonRecords(
  { recordPath, lists: wished }: JsonWishes,
  log: ProblemLog,
  notes: NoteLog,
  limits: ParserLimits,
): JsonRecords {
  const rows = createRows(log, notes, limits);
  const waiting: { value: JsonValue; json: string; line: number }[] = [];
  let places: readonly RecordPlace[] | null = null;
  let hasElements = false;
  let path: RecordPath = [];
  let role: ValueRole = "file";
  let lists: readonly ListPath[] = [];
  const counts = { lines: 0, records: 0 };

  function addAll(found: Iterable<FoundRecord>, json: string, line: number): void {
    const records = [...found];
    for (const record of records) counts.records += countTakenApart(record, lists);
    counts.lines += records.length;
    const wanted = wished === "records" ? records.flatMap((record) => [...takeApart(record, lists)]) : records;
    rows.addAll(wanted, json, line);
  }

  /** Decides where the records are and adds those that waited for it. */
  function decide(): void {
    role = waiting.length > 1 || hasElements ? "element" : "file";
    places = placesOf(waiting.map(({ value }) => findRecords(value, role)));
    path = (places.find((place) => writePath(place.path) === recordPath) ?? places[0]).path;
    lists = findTextLists(waiting.flatMap(({ value }) => [...recordsAt(value, path, role)].slice(0, SAMPLE_VALUES)));
    for (const { value, json, line } of waiting) addAll(recordsAt(value, path, role), json, line);
    waiting.length = 0;
  }

  /** The lists and what they give, null where the records hold none. */
  function listsOf(): TextLists | null {
    if (counts.records === counts.lines) return null;
    return { names: lists.map((list) => list.join(".")), ...counts };
  }

  return {
    get isFull() {
      return rows.isFull;
    },
    add(json, line, isElement) {
      if (rows.isFull) return;
      hasElements ||= isElement;
      const read = readJson(json);
      if (read === null) return log.add(line, "invalidJson", json);
      if (read.isLoose) notes.add("looseJson", line, json);
      if (places !== null) return addAll(recordsAt(read.value, path, role), json, line);
      waiting.push({ value: read.value, json, line });
      if (waiting.length === SAMPLE_VALUES) decide();
    },
    finish() {
      if (places === null && waiting.length > 0) decide();
      const offered = (places ?? []).slice(0, MOST_PLACES).map((place) => writePath(place.path));
      const chosen = writePath(path);
      return { kind: "table", ...rows.finish(), dialect: null, places: { chosen, offered, lists: listsOf() } };
    },
  };
}

/** Finds the place that most values agree on, behind it the others. */
function placesOf(found: readonly (readonly RecordPlace[])[]): readonly RecordPlace[] {
  const votes = new Map<string, { place: RecordPlace; count: number }>();
  for (const [first] of found) {
    const key = writePath(first.path);
    votes.set(key, { place: first, count: (votes.get(key)?.count ?? 0) + 1 });
  }
  const [winner] = [...votes.values()].sort((first, second) => second.count - first.count);
  const key = writePath(winner.place.path);
  const others = new Map(found.flat().map((place) => [writePath(place.path), place]));
  others.delete(key);
  return [winner.place, ...others.values()];
}

function createRows(log: ProblemLog, notes: NoteLog, limits: ParserLimits) {
  const indexes = new Map<string, number>();
  const rows = new PackedRows();
  const marks = new Set<string>();
  let marksTold = 0;

  /** Tells of speakers that were not heard before. */
  function tellSpeakers(line: number): void {
    for (const mark of [...marks].slice(marksTold)) notes.add("speaker", line, "", 1, mark);
    marksTold = marks.size;
  }

  /** Replaces half characters, which a JSON text can spell but no other text can hold. */
  function whole(fields: readonly RecordEntry[], json: string, line: number): readonly RecordEntry[] {
    if (!HALF_CHARACTER.test(json)) return fields;
    return fields.map(([name, text]) => {
      const mended = text.replace(/\p{Surrogate}/gu, "\uFFFD");
      if (mended !== text) notes.add("loneSurrogate", line, mended);
      return [name.replace(/\p{Surrogate}/gu, "\uFFFD"), mended];
    });
  }

  /** Gives the values in column order, or why the record is refused; adds no column in that case. */
  function valuesOf(fields: readonly RecordEntry[]): string[] | SourceProblemReason {
    if (fields.some(([name]) => name.split(".").some((part) => DANGEROUS_KEYS.has(part)))) return "dangerousKey";
    const fresh = new Set(fields.map(([name]) => name).filter((name) => !indexes.has(name)));
    if (indexes.size + fresh.size > limits.columns) return "tooManyFields";
    if (fields.some(([, text]) => text.length > limits.field)) return "fieldTooLong";
    for (const name of fresh) indexes.set(name, indexes.size);
    const values: string[] = new Array(indexes.size).fill("");
    for (const [name, text] of fields) values[indexes.get(name) ?? 0] = text;
    return values;
  }

  return {
    get isFull() {
      return rows.length >= limits.rows;
    },
    addAll(records: Iterable<FoundRecord>, json: string, line: number): void {
      let count = 0;
      for (const record of records) {
        if (rows.length >= limits.rows) return;
        count++;
        if (limits.draw?.takesNext() === false) continue;
        const fields = recordFields(record, marks);
        const outcome = fields === null ? "notARecord" : valuesOf(whole(fields, json, line));
        if (typeof outcome === "string") log.add(line, outcome, json);
        else {
          rows.addValues(outcome, line);
          const further = furtherAnswer(record.value);
          if (further !== null) notes.add("furtherAnswer", line, further);
        }
      }
      if (marks.size > marksTold) tellSpeakers(line);
      if (count === 0) log.add(line, "notARecord", json);
    },
    finish() {
      const columns = columnNames([...indexes.keys()]);
      rows.widenTo(columns.length);
      return { columns, rows };
    },
  };
}
