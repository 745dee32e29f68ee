// Streams a JSON file into a table: values one after another or the elements of one list, wherever in them the
// records lie. An assignment of JavaScript before the value is passed over.
import { createJsonRecords, type JsonWishes } from "./json-records";
import { JsonScanner } from "./json-scanner";
import { DEFAULT_LIMITS, type ParserLimits } from "./parser-limits";
import type { ProblemLog } from "./problem-log";
import type { NoteLog } from "./source-note";
import type { SourceParser, Table } from "./source-parser";

/** Characters in which an assignment must end. */
const HEAD = 512;

/** Creates a JSON parser. */
export function createJsonParser(
  wishes: JsonWishes,
  log: ProblemLog,
  notes: NoteLog,
  limits: ParserLimits = DEFAULT_LIMITS,
): SourceParser<Table> {
  const records = createJsonRecords(wishes, log, notes, limits);
  const scanner = new JsonScanner(records.add, log, limits);
  let head: string | null = "";

  function openHead(text: string): void {
    head = null;
    const length = assignmentLength(text);
    if (length > 0) {
      notes.add("assignment", 1, text.slice(0, length).trim());
      scanner.allowTail();
    }
    // Line breaks of what is passed over still count.
    scanner.push(text.slice(0, length).replace(/[^\n]/g, " ") + text.slice(length));
  }

  return {
    push(text) {
      if (head === null) scanner.push(text);
      else {
        head += text;
        if (head.length >= HEAD) openHead(head);
      }
    },
    get isFull() {
      return records.isFull;
    },
    finish() {
      if (head !== null) openHead(head);
      // What was not read to its end is whole enough.
      if (!records.isFull) scanner.finish();
      return records.finish();
    },
  };
}

/** Counts the characters of `const data =`, `module.exports =`, `export default` or `callback(` before a value. */
export function assignmentLength(text: string): number {
  const found =
    /^\s*(?:export\s+default\s+|(?:export\s+)?(?:const|let|var)\s+[\w$]+\s*=\s*|[\w$.]+\s*=\s*|[\w$.]+\(\s*)(?=[[{])/.exec(
      text.slice(0, HEAD),
    );
  return found?.[0].length ?? 0;
}
