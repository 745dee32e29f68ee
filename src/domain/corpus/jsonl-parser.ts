// Streams JSON Lines into a table: one string or object a line, blank lines passed over.
import { DEFAULT_LIMITS, type ParserLimits } from "./parser-limits";
import type { ProblemLog } from "./problem-log";
import { createRecordTable } from "./record-table";
import type { TableParser } from "./table-parser";

/** Creates a JSON Lines parser. */
export function createJsonlParser(log: ProblemLog, limits: ParserLimits = DEFAULT_LIMITS): TableParser {
  const table = createRecordTable(log, limits);
  let pending = "";
  let line = 1;

  function endLine(): void {
    // One character past the limit is kept, so that the table sees that there was more.
    const json = pending.trim();
    if (json !== "") table.add(pending.length > limits.row ? pending : json, line);
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
    finish() {
      endLine();
      return table.finish();
    },
  };
}
