// The part of a source that crosses to the page: facts, counts and the first rows.
import { countCodePoints } from "./code-points";
import type { Source, SourceRow, SourceSummary } from "./source";
import { linesOf } from "./text-shape";

const PREVIEW_ROWS = 50;
/** Longest value in a preview, in UTF-16 units; a text of one line would cross whole otherwise. */
const PREVIEW_VALUE_LENGTH = 500;

/** Summarises a source; a text counts its lines as rows of one column "text". */
export function summarizeSource(source: Source): SourceSummary {
  const { kind, facts } = source;
  if (source.kind === "text") {
    const { rowCount, preview } = readLines(source.text);
    const { text, shape } = source;
    return { kind, facts, columns: ["text"], asides: [], rowCount, characters: countCodePoints(text), preview, shape };
  }
  let characters = 0;
  for (const row of source.rows) for (const value of row.values) characters += countCodePoints(value);
  const preview = source.rows
    .slice(0, PREVIEW_ROWS)
    .map((row) => ({ line: row.line, values: row.values.map(shorten) }));
  const { columns, asides } = source;
  return { kind, facts, columns, asides, rowCount: source.rows.length, characters, preview, shape: null };
}

/** Counts lines and keeps the first ones. */
function readLines(text: string): { rowCount: number; preview: SourceRow[] } {
  const preview: SourceRow[] = [];
  for (const line of linesOf(text)) {
    preview.push({ line: preview.length + 1, values: [shorten(line)] });
    if (preview.length === PREVIEW_ROWS) break;
  }
  let breaks = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) breaks++;
  return { rowCount: text.endsWith("\n") ? breaks : breaks + 1, preview };
}

function shorten(value: string): string {
  if (value.length <= PREVIEW_VALUE_LENGTH) return value;
  return `${value.slice(0, PREVIEW_VALUE_LENGTH).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
