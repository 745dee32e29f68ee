// A plain text as the rows of one column: its lines, its stretches between blank lines or between markers.
import { countBreaks } from "./count-breaks";
import type { SourceRow } from "./source";
import type { TextHeadings } from "./text-headings";
import { linesOf, type TextMarkers } from "./text-shape";

/** Cuts a text into its lines, blank ones left out. */
export function lineRows(text: string): SourceRow[] {
  const rows: SourceRow[] = [];
  let line = 0;
  for (const content of linesOf(text)) {
    line++;
    if (content.trim() !== "") rows.push({ line, values: [content] });
  }
  return rows;
}

/** Cuts a text at its blank lines. */
export function blockRows(text: string): SourceRow[] {
  const rows: SourceRow[] = [];
  let block: string[] = [];
  let line = 0;
  const close = (): void => {
    if (block.length > 0) rows.push({ line: line - block.length, values: [block.join("\n")] });
    block = [];
  };
  for (const content of linesOf(text)) {
    line++;
    if (content.trim() === "") close();
    else block.push(content);
  }
  line++;
  close();
  return rows;
}

/** Cuts a text before each of its headings, blank lines at the ends of records left out. */
export function headingRows(text: string, { lines }: TextHeadings): SourceRow[] {
  const rows: SourceRow[] = [];
  let record: string[] = [];
  let line = 0;
  let first = 1;
  let filled = 0;
  let next = 0;
  const close = (): void => {
    if (record.length > 0) rows.push({ line: first, values: [record.join("\n").trimEnd()] });
    record = [];
  };
  for (const content of linesOf(text)) {
    line++;
    const isFilled = content.trim() !== "";
    if (isFilled && ++filled === lines[next]) {
      next++;
      close();
    }
    if (isFilled && record.length === 0) first = line;
    if (isFilled || record.length > 0) record.push(content);
  }
  close();
  return rows;
}

/** Cuts a text after its end markers; what stands before a start marker is white space between records. */
export function markedRows(text: string, { start, end }: TextMarkers): SourceRow[] {
  const rows: SourceRow[] = [];
  let line = 1;
  for (const piece of text.split(end)) {
    const found = start === "" ? -1 : piece.indexOf(start);
    const from = found === -1 ? 0 : found + start.length;
    const content = piece.slice(from);
    if (content.trim() !== "") rows.push({ line: line + countBreaks(piece, 0, from), values: [content] });
    line += countBreaks(piece, 0, piece.length);
  }
  return rows;
}
