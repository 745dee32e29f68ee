// The part of a source that crosses to the page: facts, counts and the first rows.
import { finished } from "../finished";
import { countCodePoints, countPairs, pastPair } from "./code-points";
import { countBreaks } from "./count-breaks";
import { RowCursor } from "./row-cursor";
import type { Source, SourceRow, SourceSummary } from "./source";
import { linesOf } from "./text-shape";

const PREVIEW_ROWS = 50;
/** Longest value in a preview, in UTF-16 units; a text of one line would cross whole otherwise. */
const PREVIEW_VALUE_LENGTH = 500;

/** Rows, and UTF-16 units, between two rests. */
const STEP_ROWS = 1 << 15;
const STEP_UNITS = 1 << 22;

/** Summarises a source at once; see summarySteps. */
export function summarizeSource(source: Source): SourceSummary {
  return finished(summarySteps(source));
}

/** Summarises a source, resting now and then; a text counts its lines as rows of one column "text". */
export function* summarySteps(source: Source): Generator<undefined, SourceSummary> {
  const { kind, facts } = source;
  if (source.kind === "text") {
    const { text, shape } = source;
    const { rowCount, characters } = yield* measureText(text);
    return { kind, facts, columns: ["text"], asides: [], rowCount, characters, preview: firstLines(text), shape };
  }
  let characters = 0;
  const cursor = new RowCursor(source.rows, source.columns.length);
  for (let from = 0; from < source.rows.length; ) {
    const step = countCharacters(cursor, source.columns.length, from);
    characters += step.characters;
    from = step.next;
    yield undefined;
  }
  const preview = source.rows
    .slice(0, PREVIEW_ROWS)
    .map((row) => ({ line: row.line, values: row.values.map(shorten) }));
  const { columns, asides } = source;
  return { kind, facts, columns, asides, rowCount: source.rows.length, characters, preview, shape: null };
}

/** Counts the code points in the values of a step's rows from one on; tells the row behind them too. */
function countCharacters(cursor: RowCursor, columns: number, from: number) {
  let characters = 0;
  let next = from;
  for (; next < cursor.length && next < from + STEP_ROWS && characters < STEP_UNITS; next++) {
    cursor.read(next);
    const { units, starts, ends } = cursor;
    for (let column = 0; column < columns; column++) {
      characters += ends[column] - starts[column] - countPairs(units, starts[column], ends[column]);
    }
  }
  return { characters, next };
}

/** Counts the lines and code points of a text, stretch by stretch. */
function* measureText(text: string): Generator<undefined, { readonly rowCount: number; readonly characters: number }> {
  let characters = 0;
  let breaks = 0;
  for (let from = 0; from < text.length; ) {
    const until = pastPair(text, Math.min(text.length, from + STEP_UNITS));
    const stretch = text.slice(from, until);
    characters += countCodePoints(stretch);
    breaks += countBreaks(stretch, 0, stretch.length);
    from = until;
    yield undefined;
  }
  return { rowCount: text.endsWith("\n") ? breaks : breaks + 1, characters };
}

function firstLines(text: string): SourceRow[] {
  const preview: SourceRow[] = [];
  for (const line of linesOf(text)) {
    preview.push({ line: preview.length + 1, values: [shorten(line)] });
    if (preview.length === PREVIEW_ROWS) break;
  }
  return preview;
}

function shorten(value: string): string {
  if (value.length <= PREVIEW_VALUE_LENGTH) return value;
  return `${value.slice(0, PREVIEW_VALUE_LENGTH).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
