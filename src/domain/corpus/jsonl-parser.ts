// Streams JSON Lines into a table: one string or object a line, blank lines passed over.
import { createJsonRecords, type JsonWishes } from "./json-records";
import { DEFAULT_LIMITS, type ParserLimits } from "./parser-limits";
import type { ProblemLog } from "./problem-log";
import type { NoteLog } from "./source-note";
import type { SourceParser, Table } from "./source-parser";

/** Creates a JSON Lines parser. */
export function createJsonlParser(
  wishes: JsonWishes,
  log: ProblemLog,
  notes: NoteLog,
  limits: ParserLimits = DEFAULT_LIMITS,
): SourceParser<Table> {
  const table = createJsonRecords(wishes, log, notes, limits);
  let pending = "";
  let line = 1;

  function endLine(): void {
    // One character past the limit is kept, so that it shows that there was more.
    const json = table.isFull ? "" : pending.trim();
    if (pending.length > limits.row) log.add(line, "lineTooLong", pending);
    else if (json !== "") table.add(json, line, true);
    pending = "";
    line++;
  }

  function gather(piece: string): void {
    pending += piece.slice(0, Math.max(0, limits.row + 1 - pending.length));
  }

  return {
    push(text) {
      let start = 0;
      for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
        gather(text.slice(start, end));
        endLine();
        start = end + 1;
      }
      gather(text.slice(start));
    },
    get isFull() {
      return table.isFull;
    },
    finish() {
      endLine();
      return table.finish();
    },
  };
}
