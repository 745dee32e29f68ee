// Finds the values of a JSON file while it streams: the elements of a list that is the whole file, or the values
// that stand one after another, on one line each or on many. Looks at brackets and strings only; whether a value is
// valid is judged where it is parsed.
import type { ParserLimits } from "./parser-limits";
import type { ProblemLog } from "./problem-log";

/** Where the scanner stands: between values, inside the list that is the file, inside a value, behind the list. */
type Place = "between" | "list" | "value" | "after";

/** Receives the text of one value, the line on which it starts, and whether it is an element of the file's list. */
export type ValueListener = (json: string, line: number, isElement: boolean) => void;

/** Takes the text in pieces of any size. */
export class JsonScanner {
  readonly #onValue: ValueListener;
  readonly #log: ProblemLog;
  readonly #limits: ParserLimits;
  #place: Place = "between";
  /** Open brackets inside the value. */
  #depth = 0;
  #line = 1;
  /** The quote that ends the string under way, empty outside strings. */
  #quote = "";
  #isEscaped = false;
  #hasValue = false;
  #isAfterComma = false;
  #hasStray = false;
  #tail = "";
  /** Text of the value from earlier pieces, and where it goes on in this one (-1 for no value). */
  #value = "";
  #valueLine = 1;
  #captureStart = -1;

  /** Broken structure goes to the log, values to the listener. */
  constructor(onValue: ValueListener, log: ProblemLog, limits: ParserLimits) {
    this.#onValue = onValue;
    this.#log = log;
    this.#limits = limits;
  }

  /** Lets the end of an assignment, `;` or `)`, stand behind the value. */
  allowTail(): void {
    this.#tail = ";)";
  }

  /** Scans a piece of the text. */
  push(text: string): void {
    for (let index = 0; index < text.length; index++) {
      const character = text[index];
      if (this.#quote !== "") this.#scanInString(character, index, text);
      else if (!isSpace(character)) this.#scanStructure(character, index, text);
      if (character === "\n") this.#line++;
    }
    if (this.#captureStart !== -1) {
      this.#gather(text.slice(this.#captureStart));
      this.#captureStart = 0;
    }
  }

  /** Ends the text; what was cut off by its end is reported, a whole last element still counts. */
  finish(): void {
    if (this.#place !== "list" && this.#place !== "value") return;
    this.#log.add(this.#line, "invalidJson", this.#value);
    const isWhole = this.#depth === 0 && this.#quote === "" && this.#value.trimEnd() !== "";
    if (this.#place === "list" && isWhole) this.#emit();
  }

  #scanInString(character: string, index: number, text: string): void {
    const isEscaped = this.#isEscaped;
    this.#isEscaped = !isEscaped && character === "\\";
    if (character === this.#quote && !isEscaped) {
      this.#quote = "";
      if (this.#place === "value" && this.#depth === 0) this.#endValue(index, text);
    }
    if (character !== "\n") return;
    // No JSON string holds a line break: ending string and value there confines the damage to the line.
    this.#quote = "";
    this.#isEscaped = false;
    if (this.#place === "value") return;
    this.#depth = 0;
    this.#gather(text.slice(this.#captureStart, index));
    this.#emit();
  }

  #scanStructure(character: string, index: number, text: string): void {
    const place = this.#place;
    switch (place) {
      case "between":
        this.#scanBetween(character, index);
        break;
      case "list":
        this.#scanList(character, index, text);
        break;
      case "value":
        this.#scanValue(character, index, text);
        break;
      case "after":
        this.#scanStray(character);
        break;
      default:
        place satisfies never;
    }
  }

  #scanBetween(character: string, index: number): void {
    if (character === "[" && !this.#hasValue) {
      this.#place = "list";
    } else if (character === "{" || character === "[" || isQuote(character)) {
      this.#place = "value";
      this.#hasValue = true;
      this.#startCapture(index);
      this.#countBracket(character);
    } else if (character !== "," || !this.#hasValue) {
      this.#scanStray(character);
    }
  }

  #scanList(character: string, index: number, text: string): void {
    const isSeparator = this.#depth === 0 && (character === "," || character === "]");
    if (isSeparator) {
      this.#endElement(character, index, text);
      return;
    }
    if (this.#captureStart === -1) this.#startCapture(index);
    this.#countBracket(character);
  }

  #endElement(separator: string, index: number, text: string): void {
    const hasElement = this.#captureStart !== -1;
    if (hasElement) this.#gather(text.slice(this.#captureStart, index));
    if (hasElement || separator === "," || this.#isAfterComma) this.#emit();
    this.#isAfterComma = separator === ",";
    if (separator === "]") this.#place = "after";
  }

  #scanValue(character: string, index: number, text: string): void {
    this.#countBracket(character);
    if (this.#depth === 0 && this.#quote === "") this.#endValue(index, text);
  }

  #endValue(index: number, text: string): void {
    this.#gather(text.slice(this.#captureStart, index + 1));
    this.#emit();
    this.#place = "between";
  }

  #scanStray(character: string): void {
    if (this.#tail.includes(character)) return;
    if (!this.#hasStray) this.#log.add(this.#line, "invalidJson", character);
    this.#hasStray = true;
  }

  #countBracket(character: string): void {
    if (isQuote(character)) this.#quote = character;
    else if (character === "{" || character === "[") this.#depth++;
    else if ((character === "}" || character === "]") && this.#depth > 0) this.#depth--;
  }

  #startCapture(index: number): void {
    this.#captureStart = index;
    this.#valueLine = this.#line;
  }

  /** Keeps one character of an element more than the limit, so that it shows that there was more. */
  #gather(piece: string): void {
    const limit = this.#place === "list" ? this.#limits.row + 1 : Number.POSITIVE_INFINITY;
    this.#value += piece.slice(0, Math.max(0, limit - this.#value.length));
  }

  #emit(): void {
    const json = this.#value.trimEnd();
    const isTooLong = this.#place === "list" && this.#value.length > this.#limits.row;
    if (isTooLong) this.#log.add(this.#valueLine, "lineTooLong", this.#value);
    else if (json === "") this.#log.add(this.#line, "invalidJson", "");
    else this.#onValue(json, this.#valueLine, this.#place === "list");
    this.#value = "";
    this.#captureStart = -1;
  }
}

function isSpace(character: string): boolean {
  return character === " " || character === "\n" || character === "\r" || character === "\t";
}

/** JSON knows the double quote only; Python and JavaScript write single ones too. */
function isQuote(character: string): boolean {
  return character === '"' || character === "'";
}
