// Reads one row of delimited text out of a buffer (RFC 4180 with lenient edges), or tells why it cannot
// yet. Knows nothing of headers, widths or problems; the buffer and its cuts are csv-parser.ts's.
import { CARRIAGE_RETURN, codeOf, createQuoteFinder, isFieldEnd, LINE_FEED } from "./csv-quote";
import type { FieldDialect } from "./table-dialect";

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
  /** Whether a field is enclosed, and whether an enclosed one holds a quote. */
  readonly isQuoted: boolean;
  readonly isEscaped: boolean;
}

/** A row, an opening quote (its index) without an end, or too little text to tell. */
export type RowOutcome =
  | CsvRow
  | { readonly kind: "unclosed"; readonly quote: number }
  | { readonly kind: "incomplete" };

/** Reads rows of one dialect. */
export interface RowReader {
  /**
   * Reads the row at `start`. `isFinal` says that the text ends the file. From index `literalFrom` on
   * quotes are plain characters (Infinity for none).
   */
  read(text: string, start: number, isFinal: boolean, literalFrom: number): RowOutcome;
  /** Tells that `count` characters were cut from the front of the text. */
  shift(count: number): void;
}

const PLAIN_SPAN = { lines: 1, multiLineQuote: -1, hasStrayQuote: false, isQuoted: false, isEscaped: false } as const;
const INCOMPLETE = { kind: "incomplete" } as const;

/** Creates a reader; a quote that does not close within `fieldLimit` characters is unclosed. */
export function createRowReader(dialect: FieldDialect, fieldLimit: number): RowReader {
  const separator = codeOf(dialect.delimiter);
  const quote = codeOf(dialect.quote);
  const quotes = createQuoteFinder(dialect, fieldLimit);
  const quoted = createQuotedInside(dialect);
  const lineFeeds = createMarkFinder("\n");
  const returns = createMarkFinder("\r");
  const openings = createMarkFinder(dialect.quote);

  /** Reads a row of one line without quotes, as most rows are, by the platform's own split; null for others. */
  function readPlain(text: string, start: number): CsvRow | null {
    const lineFeed = lineFeeds.find(text, start);
    if (lineFeed === -1 || isBetween(openings.find(text, start), lineFeed)) return null;
    const carriageReturn = returns.find(text, start);
    const end = carriageReturn !== -1 && carriageReturn === lineFeed - 1 ? carriageReturn : lineFeed;
    if (isBetween(carriageReturn, end)) return null;
    const line = text.slice(start, end);
    const fields = dialect.delimiter === "" ? [line] : line.split(dialect.delimiter);
    return { kind: "row", fields, next: lineFeed + 1, ...PLAIN_SPAN };
  }

  function read(text: string, start: number, isFinal: boolean, literalFrom: number): RowOutcome {
    return readPlain(text, start) ?? readQuoted(text, start, isFinal, literalFrom);
  }

  function readQuoted(text: string, start: number, isFinal: boolean, literalFrom: number): RowOutcome {
    const fields: string[] = [];
    const span: RowSpan = { ...PLAIN_SPAN };
    for (let index = start; ; index++) {
      if (text.charCodeAt(index) === quote && index < literalFrom) {
        const found = quotes.find(text, index, isFinal);
        if (found === "unclosed") return { kind: "unclosed", quote: index };
        if (found === "incomplete") return INCOMPLETE;
        const inside = text.slice(index + 1, found.close);
        noteLineBreaks(span, inside, index, quoted);
        const meant = quoted.unescape(inside);
        span.isQuoted = true;
        span.isEscaped ||= meant !== inside;
        fields.push(meant);
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

/** Finds a mark again and again in a text that grows, looking at each place once. */
interface MarkFinder {
  /** Gives the first place of the mark from `from` on, -1 for none. Between two texts `from` may fall. */
  find(text: string, from: number): number;
}

function createMarkFinder(mark: string): MarkFinder {
  let searched = "";
  let searchedFrom = 0;
  let found = -1;
  return {
    find(text, from) {
      if (mark === "") return -1;
      const isKnown = text === searched && from >= searchedFrom && (found === -1 || from <= found);
      if (!isKnown) found = text.indexOf(mark, from);
      searched = text;
      searchedFrom = from;
      return found;
    },
  };
}

function isBetween(index: number, end: number): boolean {
  return index !== -1 && index < end;
}

/** Reads the inside of quoted fields, without the quotes around it. */
interface QuotedInside {
  /** Gives the value that is meant. */
  unescape(inside: string): string;
  /** Tells whether a quote in it is neither doubled nor escaped. */
  hasStrayQuote(inside: string): boolean;
}

function createQuotedInside(dialect: FieldDialect): QuotedInside {
  const { quote } = dialect;
  const doubled = quote + quote;
  if (dialect.escape === "double") {
    return {
      unescape: (inside) => (inside.includes(quote) ? inside.replaceAll(doubled, quote) : inside),
      hasStrayQuote: (inside) => inside.replaceAll(doubled, "").includes(quote),
    };
  }
  const escaped = new RegExp(`\\\\([\\\\${quote}])|${doubled}`, "g");
  return {
    unescape: (inside) => inside.replace(escaped, (_, mark: string | undefined) => mark ?? quote),
    hasStrayQuote: (inside) => inside.replace(escaped, "").includes(quote),
  };
}

interface RowSpan {
  lines: number;
  multiLineQuote: number;
  hasStrayQuote: boolean;
  isQuoted: boolean;
  isEscaped: boolean;
}

function noteLineBreaks(span: RowSpan, inside: string, quote: number, quoted: QuotedInside): void {
  const breaks = countLineBreaks(inside);
  if (breaks === 0) return;
  if (span.multiLineQuote === -1) span.multiLineQuote = quote;
  span.hasStrayQuote ||= quoted.hasStrayQuote(inside);
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
