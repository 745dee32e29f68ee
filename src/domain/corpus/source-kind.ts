// What kind of data a file or a pasted text is: by its extension, corrected by how it begins.
import { guessDelimiter } from "./csv-sniff";
import type { SourceKind } from "./source";

const EXTENSION_KINDS: ReadonlyMap<string, SourceKind> = new Map([
  ["csv", "csv"],
  ["tsv", "csv"],
  ["tab", "csv"],
  ["json", "json"],
  ["jsonl", "jsonl"],
  ["ndjson", "jsonl"],
  ["txt", "text"],
  ["text", "text"],
  ["md", "text"],
]);

/** Rows that an unnamed text must have before commas make it a table. */
const FEWEST_TABLE_ROWS = 3;

/**
 * Gives the kind from the name and the start of the text. JSON Lines often come as `.json` or `.txt`,
 * so those look at the content; a table is guessed only for pasted text and unknown extensions.
 */
export function detectKind(name: string, head: string, isWhole: boolean): SourceKind {
  const dot = name.lastIndexOf(".");
  const named = dot === -1 ? undefined : EXTENSION_KINDS.get(name.slice(dot + 1).toLowerCase());
  if (named === "csv") return "csv";
  const json = jsonKind(head, isWhole);
  if (named === "json") return json === "jsonl" ? "jsonl" : "json";
  if (named === "jsonl") return json === "json" && head.trimStart().startsWith("[") ? "json" : "jsonl";
  if (json !== null) return json;
  return named === undefined && isTable(head, isWhole) ? "csv" : "text";
}

/** Tells JSON Lines (more than one whole value on lines of their own) from one JSON value, or null for neither. */
function jsonKind(head: string, isWhole: boolean): "json" | "jsonl" | null {
  const text = head.trimStart();
  if (/^\[\s*["{\]]/.test(text) && (!isWhole || isJson(text))) return "json";
  const lineEnd = text.indexOf("\n");
  const first = lineEnd === -1 ? text : text.slice(0, lineEnd);
  const rest = lineEnd === -1 ? "" : text.slice(lineEnd).trimStart();
  if (/^[{"]/.test(first) && isJson(first) && rest !== "") return first[0] === rest[0] ? "jsonl" : null;
  if (/^\{\s*["}]/.test(text) && (!isWhole || isJson(text))) return "json";
  return null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Tells a table from verse and prose, whose commas stand before spaces and vary from line to line. */
function isTable(head: string, isWhole: boolean): boolean {
  const guess = guessDelimiter(head, isWhole);
  if (guess.width < 2 || guess.consistency < 1) return false;
  if (guess.delimiter === "\t") return guess.rows.length > 1;
  const hasProse = guess.rows.some((row) => row.some((field) => field.startsWith(" ")));
  return guess.rows.length >= FEWEST_TABLE_ROWS && !hasProse;
}
