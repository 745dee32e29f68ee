// Gathers parsed JSON values as rows: the columns are the union of the keys in order of first
// appearance. Values become text here, and keys that could reach a prototype are refused.
import { columnNames } from "./column-names";
import type { ParserLimits } from "./parser-limits";
import type { ProblemLog } from "./problem-log";
import type { SourceProblemReason } from "./source";
import type { Table } from "./table-parser";

const DANGEROUS_KEYS = new Set(["__proto__", "constructor", "prototype"]);
/** The column of records that are plain strings. */
const TEXT_COLUMN = "text";

/** A growing table of JSON records. */
export interface RecordTable {
  /** Parses and adds one record; what is wrong with it goes to the log. */
  add(json: string, line: number): void;
  finish(): Table;
}

/** Creates an empty table. */
export function createRecordTable(log: ProblemLog, limits: ParserLimits): RecordTable {
  const indexes = new Map<string, number>();
  const rows: { line: number; values: string[] }[] = [];

  /** Gives the values in column order, or why the record is refused; adds no column in that case. */
  function readEntries(entries: readonly (readonly [string, unknown])[]): string[] | SourceProblemReason {
    if (entries.some(([key]) => DANGEROUS_KEYS.has(key))) return "dangerousKey";
    const fresh = entries.filter(([key]) => !indexes.has(key));
    if (indexes.size + fresh.length > limits.columns) return "tooManyFields";
    const texts = entries.map(([, value]) => valueText(value));
    if (texts.some((text) => text === null)) return "notARecord";
    if (texts.some((text) => text !== null && text.length > limits.field)) return "fieldTooLong";
    for (const [key] of fresh) indexes.set(key, indexes.size);
    const values: string[] = new Array(indexes.size).fill("");
    entries.forEach(([key], index) => {
      values[indexes.get(key) ?? 0] = texts[index] ?? "";
    });
    return values;
  }

  return {
    add(json, line) {
      if (json.length > limits.row) return log.add(line, "lineTooLong", json);
      const entries = entriesOf(json);
      const outcome = typeof entries === "string" ? entries : readEntries(entries);
      if (typeof outcome === "string") log.add(line, outcome, json);
      else rows.push({ line, values: outcome });
    },
    finish() {
      const columns = columnNames([...indexes.keys()]);
      for (const { values } of rows) while (values.length < columns.length) values.push("");
      return { columns, rows, delimiter: null, hasHeader: false };
    },
  };
}

function entriesOf(json: string): readonly (readonly [string, unknown])[] | SourceProblemReason {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return "invalidJson";
  }
  if (typeof value === "string") return [[TEXT_COLUMN, value]];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "notARecord";
  const entries = Object.entries(value);
  return entries.length === 0 ? "notARecord" : entries;
}

/** Gives a value as text: nothing for null, JSON for what is nested; null where it nests too deeply to write. */
function valueText(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (value === null) return "";
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}
