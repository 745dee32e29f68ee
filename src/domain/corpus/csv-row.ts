// Reads one row of delimited text out of a buffer (RFC 4180 with lenient edges), or tells why it cannot
// yet. Knows nothing of headers, widths or problems; the buffer and its cuts are csv-parser.ts's.
import { CARRIAGE_RETURN, createQuoteFinder, isFieldEnd, LINE_FEED, QUOTE } from "./csv-quote";

/** One row, read. */
export interface CsvRow {
  readonly kind: "row";
  readonly fields: string[];
  /** Index of the first character after the row and its line break. */
  readonly next: number;
  /** Lines that the row spans. */
  readonly lines: number;
  /** Index of the first quote that opens a field of several lines, -1 for none. */
  readonly multiLineQuote: number;
  /** Whether a field of several lines holds a quote that is not doubled, as a swallowed row would. */
  readonly hasStrayQuote: boolean;
}

/** A row, an opening quote (its index) without an end, or too little text to tell. */
export type RowOutcome =
  | CsvRow
  | { readonly kind: "unclosed"; readonly quote: number }
  | { readonly kind: "incomplete" };

/** Reads rows of one delimiter. */
export interface RowReader {
  /**
   * Reads the row at `start`. `isFinal` says that the text ends the file. From index `literalFrom` on
   * quotes are plain characters (Infinity for none).
   */
  read(text: string, start: number, isFinal: boolean, literalFrom: number): RowOutcome;
  /** Tells that `count` characters were cut from the front of the text. */
  shift(count: number): void;
}

const INCOMPLETE = { kind: "incomplete" } as const;

/** Creates a reader; a quote that does not close within `fieldLimit` characters is unclosed. */
export function createRowReader(delimiter: string, fieldLimit: number): RowReader {
  const separator = delimiter.charCodeAt(0);
  const quotes = createQuoteFinder(separator, fieldLimit);

  function read(text: string, start: number, isFinal: boolean, literalFrom: number): RowOutcome {
    const fields: string[] = [];
    const span = { lines: 1, multiLineQuote: -1, hasStrayQuote: false };
    for (let index = start; ; index++) {
      if (text.charCodeAt(index) === QUOTE && index < literalFrom) {
        const found = quotes.find(text, index, isFinal);
        if (found === "unclosed") return { kind: "unclosed", quote: index };
        if (found === "incomplete") return INCOMPLETE;
        const value = text.slice(index + 1, found.close);
        noteLineBreaks(span, value, index);
        fields.push(value.replaceAll('""', '"'));
        index = found.end;
      } else {
        const end = plainFieldEnd(text, index, separator);
        if (end === text.length && !isFinal) return INCOMPLETE;
        fields.push(text.slice(index, end));
        index = end;
      }
      if (text.charCodeAt(index) === separator) continue;
      const next = afterLineBreak(text, index, isFinal);
      return next === -1 ? INCOMPLETE : { kind: "row", fields, next, ...span };
    }
  }

  return { read, shift: quotes.shift };
}

interface RowSpan {
  lines: number;
  multiLineQuote: number;
  hasStrayQuote: boolean;
}

function noteLineBreaks(span: RowSpan, value: string, quote: number): void {
  const breaks = countLineBreaks(value);
  if (breaks === 0) return;
  if (span.multiLineQuote === -1) span.multiLineQuote = quote;
  span.hasStrayQuote ||= value.replaceAll('""', "").includes('"');
  span.lines += breaks;
}

function plainFieldEnd(text: string, start: number, separator: number): number {
  let end = start;
  while (end < text.length && !isFieldEnd(text.charCodeAt(end), separator)) end++;
  return end;
}

/** Gives the index after the CR, LF or CRLF at `index`; -1 where an LF may still come. */
function afterLineBreak(text: string, index: number, isFinal: boolean): number {
  if (text.charCodeAt(index) !== CARRIAGE_RETURN) return Math.min(text.length, index + 1);
  if (index + 1 === text.length && !isFinal) return -1;
  return text.charCodeAt(index + 1) === LINE_FEED ? index + 2 : index + 1;
}

/** Counts CR, LF and CRLF, each as one. */
export function countLineBreaks(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === LINE_FEED) count++;
    else if (code === CARRIAGE_RETURN && text.charCodeAt(index + 1) !== LINE_FEED) count++;
  }
  return count;
}
