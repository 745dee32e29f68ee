// Streams a JSON file into a table: an array of strings or of objects, an object holding one such array, or one object.
import { JsonScanner } from "./json-scanner";
import { DEFAULT_LIMITS, type ParserLimits } from "./parser-limits";
import type { ProblemLog } from "./problem-log";
import { createRecordTable } from "./record-table";
import type { TableParser } from "./table-parser";

/** Creates a JSON parser. */
export function createJsonParser(log: ProblemLog, limits: ParserLimits = DEFAULT_LIMITS): TableParser {
  const table = createRecordTable(log, limits);
  const scanner = new JsonScanner(table.add, log, limits);
  return {
    push: (text) => scanner.push(text),
    finish() {
      scanner.finish();
      return table.finish();
    },
  };
}
