// The lines of a delimited text in which no quote stands, as most do: found unit by unit, without making a text of any.
import { CARRIAGE_RETURN, codeOf, LINE_FEED } from "./csv-quote";
import type { FieldDialect } from "./table-dialect";

/** Finds plain lines one after another; its figures are those of the line that was found last. */
export class PlainLines {
  /** Where the line ends, and where the next one begins. */
  end = 0;
  next = 0;
  /** Delimiters in it. */
  delimiters = 0;
  readonly #delimiter: number;
  readonly #quote: number;

  constructor({ delimiter, quote }: FieldDialect) {
    this.#delimiter = codeOf(delimiter);
    this.#quote = codeOf(quote);
  }

  /**
   * Finds the line at `start` among the first `length` units; false where it holds a quote or a CR that no LF follows,
   * or does not end yet.
   */
  find(units: Uint16Array, start: number, length: number): boolean {
    const delimiter = this.#delimiter;
    const quote = this.#quote;
    let delimiters = 0;
    for (let at = start; at < length; at++) {
      const unit = units[at];
      if (unit === delimiter) delimiters++;
      else if (unit === LINE_FEED) return this.#found(at, at + 1, delimiters);
      else if (unit === quote) return false;
      else if (unit === CARRIAGE_RETURN) {
        return at + 1 < length && units[at + 1] === LINE_FEED && this.#found(at, at + 2, delimiters);
      }
    }
    return false;
  }

  #found(end: number, next: number, delimiters: number): boolean {
    this.end = end;
    this.next = next;
    this.delimiters = delimiters;
    return true;
  }
}
