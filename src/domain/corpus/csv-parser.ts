// Streams delimited text into a table. Rows that cannot be read go to the problem log with their line,
// all others load; work stays linear in the text whatever its quotes do.

import { packedUnits, withRoom, writeUnits } from "../text-units";
import { type CsvRow, countLineBreaks, createRowReader, type RowReader } from "./csv-row";
import { type CsvTable, createCsvTable } from "./csv-table";
import { DEFAULT_LIMITS, type ParserLimits } from "./parser-limits";
import { PlainLines } from "./plain-lines";
import type { ProblemLog } from "./problem-log";
import { type DialectWishes, sniffDialect } from "./sniff-dialect";
import type { SourceProblemReason } from "./source";
import type { NoteLog } from "./source-note";
import type { SourceParser, Table } from "./source-parser";
import type { TableDialect } from "./table-dialect";

/** Below this many waiting characters every push tries to read on. */
const EAGER_LENGTH = 1 << 16;
/** Characters that second readings may cost beyond the length of the text itself. */
const REREAD_ALLOWANCE = 1 << 20;

/** What the start of the text decides. */
interface Opened {
  readonly dialect: TableDialect;
  readonly reader: RowReader;
  readonly plainLines: PlainLines;
  readonly table: CsvTable;
}

/** Creates a CSV parser; what `wishes` leave to "auto" is found from the start of the text. */
export function createCsvParser(
  wishes: DialectWishes,
  log: ProblemLog,
  notes: NoteLog,
  limits: ParserLimits = DEFAULT_LIMITS,
): SourceParser<Table> {
  return new CsvParser(wishes, log, notes, limits);
}

class CsvParser implements SourceParser<Table> {
  readonly #wishes: DialectWishes;
  readonly #log: ProblemLog;
  readonly #notes: NoteLog;
  readonly #limits: ParserLimits;
  #opened: Opened | null = null;
  /** Text from the first unread row on, and where in it the next row starts. */
  #buffer = "";
  #start = 0;
  #line = 1;
  /** Characters read in all, and read a second time. */
  #consumed = 0;
  #reread = 0;
  /** The buffer as UTF-16 units. */
  #units = new Uint16Array(0);
  #retryLength: number;
  #isSkipping = false;

  constructor(wishes: DialectWishes, log: ProblemLog, notes: NoteLog, limits: ParserLimits) {
    this.#wishes = wishes;
    this.#log = log;
    this.#notes = notes;
    this.#limits = limits;
    this.#retryLength = limits.sniff;
  }

  push(text: string): void {
    // Joined to one text at once: what `+` gives is put together again at each look.
    this.#buffer = this.#buffer === "" ? text : [this.#buffer, text].join("");
    if (this.#buffer.length >= this.#retryLength) this.#drain(false);
  }

  finish(): Table {
    const { table, dialect } = this.#drain(true);
    const { columns, asides, rows } = table.finish();
    const hasHeader = dialect.hasHeader && columns.length > 0;
    const counts = { ...table.counts, lines: this.#line - 1 };
    return { kind: "table", columns, asides, rows, dialect: { ...dialect, hasHeader, counts }, places: null };
  }

  #open(isFinal: boolean): Opened {
    const sample = this.#buffer.slice(0, this.#limits.sniff);
    const isWhole = isFinal && this.#buffer.length < this.#limits.sniff;
    const { dialect, width } = sniffDialect(sample, isWhole, this.#wishes);
    this.#skipTitles(dialect);
    const reader = createRowReader(dialect, this.#limits.field);
    return {
      dialect,
      reader,
      plainLines: new PlainLines(dialect),
      table: createCsvTable(dialect, width, this.#notes, this.#limits),
    };
  }

  /** Reads every row that the buffer decides. */
  #drain(isFinal: boolean): Opened {
    this.#opened ??= this.#open(isFinal);
    const { reader, table, plainLines } = this.#opened;
    this.#units = withRoom(this.#units, this.#buffer.length);
    const isNarrow = writeUnits(this.#buffer, this.#units, 0);
    table.openPage(this.#buffer, () => packedUnits(this.#units, this.#buffer.length, isNarrow));
    while (this.#start < this.#buffer.length) {
      if (!this.#isSkipping) this.#takePlainRows(plainLines, table);
      if (this.#start === this.#buffer.length) break;
      const canGoOn = this.#isSkipping ? this.#skip(isFinal) : this.#takeRow(reader, table, isFinal);
      if (!canGoOn) break;
    }
    this.#buffer = this.#buffer.slice(this.#start);
    reader.shift(this.#start);
    this.#start = 0;
    // A waiting row is read again from its start: waiting for twice the text keeps that linear.
    this.#retryLength = this.#buffer.length > EAGER_LENGTH ? 2 * this.#buffer.length : 0;
    return this.#opened;
  }

  /** Takes rows up to the next one that needs a closer look, or that the buffer does not decide yet. */
  #takePlainRows(lines: PlainLines, table: CsvTable): void {
    const units = this.#units;
    const { length } = this.#buffer;
    let start = this.#start;
    let line = this.#line;
    while (lines.find(units, start, length) && lines.next - start <= this.#limits.row) {
      if (!table.acceptPlain(start, lines, line)) break;
      start = lines.next;
      line++;
    }
    this.#advance(start, line - this.#line);
  }

  /** Takes or refuses the next row; false where the buffer does not decide it yet. */
  #takeRow(reader: RowReader, table: CsvTable, isFinal: boolean): boolean {
    const row = this.#readRow(reader, table, isFinal);
    const limit = this.#limits.row;
    if (row !== null && row.next - this.#start <= limit) {
      const reason = table.accept(row, this.#line);
      if (reason !== null) this.#refuse(reason, row.next);
      this.#advance(row.next, row.lines);
      return true;
    }
    // By then every quote that opens within the row limit is decided, so any cut refuses the same rows.
    if (row === null && this.#buffer.length - this.#start <= limit + this.#limits.field + 2) return false;
    this.#refuse("lineTooLong", this.#start + limit);
    // A cut between CR and LF would count their line twice.
    const isInsideBreak = this.#buffer.startsWith("\r\n", this.#start + limit - 1);
    const end = this.#start + limit - (isInsideBreak ? 1 : 0);
    this.#advance(end, countLineBreaks(this.#buffer.slice(this.#start, end)));
    this.#isSkipping = true;
    return true;
  }

  /**
   * Reads the next row. A quote that never closes, or that seems to close only in a later row (the
   * width breaks or a lone quote stands inside) while the line alone fits, is a plain character and reported.
   */
  #readRow(reader: RowReader, table: CsvTable, isFinal: boolean): CsvRow | null {
    const start = this.#start;
    let row = reader.read(this.#buffer, start, isFinal, Number.POSITIVE_INFINITY);
    let isLiteral = row.kind === "unclosed";
    if (row.kind === "unclosed") row = reader.read(this.#buffer, start, isFinal, row.quote);
    if (row.kind !== "row") return null;
    const width = table.width ?? row.fields.length;
    const isSuspect = row.multiLineQuote !== -1 && (row.fields.length !== width || row.hasStrayQuote);
    if (isSuspect && this.#reread <= this.#consumed + REREAD_ALLOWANCE) {
      this.#reread += row.next - start;
      const single = reader.read(this.#buffer, start, isFinal, row.multiLineQuote);
      if (single.kind === "row" && single.fields.length === width) {
        row = single;
        isLiteral = true;
      }
    }
    if (isLiteral && row.next - start <= this.#limits.row) this.#refuse("unclosedQuote", row.next);
    return row;
  }

  /** Leaves the lines above the table behind; they lie in the sample, or the dialect would not know them. */
  #skipTitles({ skippedLines, comment }: TableDialect): void {
    while (this.#line <= skippedLines) {
      const isComment = comment !== "" && this.#buffer.startsWith(comment, this.#start);
      const line = this.#line;
      const start = this.#start;
      this.#skip(true);
      const skipped = this.#buffer.slice(start, this.#start).trim();
      if (skipped !== "") this.#notes.add(isComment ? "comment" : "titleLine", line, skipped);
    }
  }

  /** Leaves the rest of a row that is too long behind; false where its line break has not come yet. */
  #skip(isFinal: boolean): boolean {
    const found = this.#buffer.slice(this.#start).search(/[\r\n]/);
    const end = found === -1 ? this.#buffer.length : this.#start + found;
    const isSplit = this.#buffer[end] === "\r" && end + 1 === this.#buffer.length && !isFinal;
    if (found === -1 || isSplit) {
      this.#advance(end, 0);
      return false;
    }
    this.#isSkipping = false;
    this.#advance(end + (this.#buffer.startsWith("\r\n", end) ? 2 : 1), 1);
    return true;
  }

  #refuse(reason: SourceProblemReason, end: number): void {
    this.#log.add(this.#line, reason, this.#buffer.slice(this.#start, end));
  }

  #advance(next: number, lines: number): void {
    this.#consumed += next - this.#start;
    this.#line += lines;
    this.#start = next;
  }
}
