// Finds the records of a JSON file while it streams: the elements of the top-level array, or of the
// first array in a top-level object, or that object itself. Looks at brackets and strings only; whether
// an element is valid JSON is judged where it is parsed.
import type { ParserLimits } from "./parser-limits";
import type { ProblemLog } from "./problem-log";

/** Where the scanner stands. */
type Place = "before" | "array" | "object" | "after";

/** Receives the text of one record and the line on which it starts. */
export type ElementListener = (json: string, line: number) => void;

/** Takes the text in pieces of any size. */
export class JsonScanner {
  readonly #onElement: ElementListener;
  readonly #log: ProblemLog;
  readonly #limits: ParserLimits;
  #place: Place = "before";
  /** Open brackets inside the element, or inside the top-level object. */
  #depth = 0;
  #line = 1;
  #isInString = false;
  #isEscaped = false;
  #isInsideObject = false;
  #hasArray = false;
  #isAfterComma = false;
  #hasStray = false;
  /** Text of the element from earlier pieces, and where it goes on in this one (-1 for no element). */
  #element = "";
  #elementLine = 1;
  #captureStart = -1;

  /** Broken structure goes to the log, elements (one character over the row limit at most) to the listener. */
  constructor(onElement: ElementListener, log: ProblemLog, limits: ParserLimits) {
    this.#onElement = onElement;
    this.#log = log;
    this.#limits = limits;
  }

  /** Scans a piece of the text. */
  push(text: string): void {
    for (let index = 0; index < text.length; index++) {
      const character = text[index];
      if (this.#isInString) this.#scanInString(character, index, text);
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
    if (this.#place !== "array" && this.#place !== "object") return;
    this.#log.add(this.#line, "invalidJson", this.#element);
    const isWhole = this.#depth === 0 && !this.#isInString && this.#element.trimEnd() !== "";
    if (this.#place === "array" && isWhole) this.#emit();
  }

  #scanInString(character: string, index: number, text: string): void {
    const isEscaped = this.#isEscaped;
    this.#isEscaped = !isEscaped && character === "\\";
    if (character === '"' && !isEscaped) this.#isInString = false;
    if (character !== "\n") return;
    // No JSON string holds a line break: ending string and element there confines the damage to the line.
    this.#isInString = false;
    this.#isEscaped = false;
    if (this.#place !== "array") return;
    this.#depth = 0;
    this.#gather(text.slice(this.#captureStart, index));
    this.#emit();
  }

  #scanStructure(character: string, index: number, text: string): void {
    const place = this.#place;
    switch (place) {
      case "before":
        this.#scanStart(character, index);
        break;
      case "array":
        this.#scanArray(character, index, text);
        break;
      case "object":
        this.#scanObject(character, index, text);
        break;
      case "after":
        this.#scanAfter(character);
        break;
      default:
        place satisfies never;
    }
  }

  #scanStart(character: string, index: number): void {
    if (character === "[") {
      this.#place = "array";
    } else if (character === "{") {
      this.#place = "object";
      this.#isInsideObject = true;
      this.#startCapture(index);
    } else {
      this.#scanAfter(character);
    }
  }

  #scanArray(character: string, index: number, text: string): void {
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
    if (separator === ",") return;
    this.#place = this.#isInsideObject ? "object" : "after";
    this.#hasArray = true;
  }

  #scanObject(character: string, index: number, text: string): void {
    if (character === "[" && this.#depth === 0 && !this.#hasArray) {
      this.#element = "";
      this.#captureStart = -1;
      this.#place = "array";
      return;
    }
    if (character === "[" && this.#depth === 0) this.#log.add(this.#line, "notARecord", "[");
    if (character !== "}" || this.#depth > 0) {
      this.#countBracket(character);
      return;
    }
    if (!this.#hasArray) {
      this.#gather(text.slice(this.#captureStart, index + 1));
      this.#emit();
    }
    this.#place = "after";
  }

  #scanAfter(character: string): void {
    if (!this.#hasStray) this.#log.add(this.#line, "invalidJson", character);
    this.#hasStray = true;
    this.#place = "after";
  }

  #countBracket(character: string): void {
    if (character === '"') this.#isInString = true;
    else if (character === "{" || character === "[") this.#depth++;
    else if ((character === "}" || character === "]") && this.#depth > 0) this.#depth--;
  }

  #startCapture(index: number): void {
    this.#captureStart = index;
    this.#elementLine = this.#line;
  }

  /** Keeps one character more than the limit, so that the listener sees that there was more. */
  #gather(piece: string): void {
    this.#element += piece.slice(0, Math.max(0, this.#limits.row + 1 - this.#element.length));
  }

  #emit(): void {
    const json = this.#element.length > this.#limits.row ? this.#element : this.#element.trimEnd();
    if (json === "") this.#log.add(this.#line, "invalidJson", "");
    else this.#onElement(json, this.#elementLine);
    this.#element = "";
    this.#captureStart = -1;
  }
}

function isSpace(character: string): boolean {
  return character === " " || character === "\n" || character === "\r" || character === "\t";
}
