// The forms in which data are written down: how each is read, and which one a file or a pasted text has, by its
// extension, corrected by how it begins.
import type { CorpusConfig } from "../config/run-config";
import { beginsAsJsonChat } from "./chat-json";
import { beginsAsChat } from "./chat-line";
import { beginsAsChatPage } from "./chat-page";
import { createChatParser } from "./chat-parser";
import { createCsvParser } from "./csv-parser";
import { beginsAsHtml, createHtmlParser, hasTags } from "./html-text";
import { assignmentLength, createJsonParser } from "./json-parser";
import { createJsonlParser } from "./jsonl-parser";
import type { ParserLimits } from "./parser-limits";
import type { ProblemLog } from "./problem-log";
import { beginsAsRtf, createRtfParser } from "./rtf-text";
import { type DialectWishes, NO_WISHES, sniffDialect } from "./sniff-dialect";
import type { SourceForm } from "./source";
import type { NoteLog } from "./source-note";
import type { SourceParser } from "./source-parser";
import { beginsAsSubtitles } from "./subtitle-line";
import { createSubtitlesParser } from "./subtitles-parser";
import { createTextParser } from "./text-parser";
import { findMarkers } from "./text-shape";

/** What is wished of a reading, and what is known of the text. */
export type ReadingWishes = CorpusConfig & DialectWishes;

/** Creates the parser of a form; what it passes over or cannot read goes to the logs. */
type ParserFactory = (
  wishes: ReadingWishes,
  problems: ProblemLog,
  notes: NoteLog,
  limits: ParserLimits,
) => SourceParser;

const factories: Readonly<Record<SourceForm, ParserFactory>> = {
  text: createTextParser,
  csv: createCsvParser,
  json: createJsonParser,
  jsonl: createJsonlParser,
  chat: createChatParser,
  subtitles: createSubtitlesParser,
  html: createHtmlParser,
  rtf: createRtfParser,
};

/** Creates the parser of a form. */
export function createSourceParser(
  form: SourceForm,
  wishes: ReadingWishes,
  problems: ProblemLog,
  notes: NoteLog,
  limits: ParserLimits,
): SourceParser {
  return factories[form](wishes, problems, notes, limits);
}

const EXTENSION_FORMS: ReadonlyMap<string, SourceForm> = new Map([
  ["csv", "csv"],
  ["tsv", "csv"],
  ["tab", "csv"],
  ["json", "json"],
  ["jsonl", "jsonl"],
  ["ndjson", "jsonl"],
  ["txt", "text"],
  ["text", "text"],
  ["md", "text"],
  ["html", "html"],
  ["htm", "html"],
  ["xhtml", "html"],
]);

/** Rows that an unnamed text must have before commas make it a table. */
const FEWEST_TABLE_ROWS = 3;

/**
 * Gives the form from the name and the start of the text. JSON Lines often come as `.json` or `.txt`,
 * so those look at the content; so do `.txt` and pasted text that may be tables.
 */
export function detectForm(name: string, head: string, isWhole: boolean): SourceForm {
  const dot = name.lastIndexOf(".");
  const named = dot === -1 ? undefined : EXTENSION_FORMS.get(name.slice(dot + 1).toLowerCase());
  if (named === "csv") return "csv";
  const marked = markedForm(head);
  if (marked !== null) return marked;
  if (named === "html" && hasTags(head)) return "html";
  const json = jsonForm(head, isWhole);
  if (named === "json") return json === "jsonl" ? "jsonl" : "json";
  if (named === "jsonl")
    return spansLines(head) || (json === "json" && head.trimStart().startsWith("[")) ? "json" : "jsonl";
  if (json !== null) return json;
  // The bars of markers would make columns.
  if (findMarkers(head) !== null) return "text";
  return isTable(head, isWhole, named === undefined ? "anything" : "text") ? "csv" : "text";
}

/** Tells the forms that begin in a way of their own, whatever the file is called. */
function markedForm(head: string): SourceForm | null {
  if (beginsAsRtf(head)) return "rtf";
  if (beginsAsHtml(head)) return beginsAsChatPage(head) ? "chat" : "html";
  if (beginsAsSubtitles(head)) return "subtitles";
  return beginsAsChat(head) || beginsAsJsonChat(head) ? "chat" : null;
}

/** Tells JSON Lines (more than one whole value on lines of their own) from one JSON value, or null for neither. */
function jsonForm(head: string, isWhole: boolean): "json" | "jsonl" | null {
  if (assignmentLength(head) > 0) return "json";
  const text = head.trimStart();
  if (/^\[\s*["{\]]/.test(text) && (!isWhole || isJson(text))) return "json";
  const lineEnd = text.indexOf("\n");
  const first = lineEnd === -1 ? text : text.slice(0, lineEnd);
  const rest = lineEnd === -1 ? "" : text.slice(lineEnd).trimStart();
  if (/^[{"]/.test(first) && isJson(first) && rest !== "") return first[0] === rest[0] ? "jsonl" : null;
  if (/^\{\s*["}]/.test(text) && (!isWhole || isJson(text))) return "json";
  return null;
}

/** Tells values that are printed over several lines: the first line opens one and does not end it. */
function spansLines(head: string): boolean {
  const [first = ""] = head.trimStart().split("\n", 1);
  return /^[{[]\s*(?:"[^"]*"\s*(?::\s*)?(?:[{[]\s*)?)?$/.test(first.trim());
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Tells a table from verse and prose, whose commas stand before spaces and vary from line to line. What calls itself
 * a text must say more for it: another mark than the comma, or a header.
 */
function isTable(head: string, isWhole: boolean, named: "text" | "anything"): boolean {
  const { dialect, width, score, rows } = sniffDialect(head, isWhole, NO_WISHES);
  if (width < 2 || score < 1) return false;
  if (named === "text" && dialect.delimiter === "," && !dialect.hasHeader) return false;
  if (dialect.delimiter === "\t") return rows.length > 1;
  const hasProse = rows.some(({ fields }) => fields.some((field) => field.startsWith(" ")));
  return rows.length >= FEWEST_TABLE_ROWS && !hasProse;
}
