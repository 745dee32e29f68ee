// Finds a text among those that came before it.
import { HashIndex, UnitSurvey } from "./hash-index";
import { withRoom, writeUnits } from "./text-units";

/** Units of a text's start by which it is told from most others. */
const TELLING_UNITS = 1 << 12;

/** Texts under numbers from 0; `textOf` gives the text of a number again. */
export class TextFinder {
  readonly #index: HashIndex;
  readonly #textOf: (number: number) => string;
  readonly #survey = new UnitSurvey();
  #units = new Uint16Array(0);

  /** Makes room for so many texts; more fit in too. */
  constructor(expected: number, textOf: (number: number) => string) {
    this.#index = new HashIndex(expected);
    this.#textOf = textOf;
  }

  /** Gives the number of an equal text, -1 where there is none. */
  find(text: string): number {
    return this.#index.find(this.#hash(text), (number) => this.#textOf(number) === text);
  }

  /** Keeps a text under a number. */
  add(text: string, number: number): void {
    this.#index.add(this.#hash(text), number);
  }

  #hash(text: string): number {
    const start = text.length > TELLING_UNITS ? text.slice(0, TELLING_UNITS) : text;
    this.#units = withRoom(this.#units, start.length);
    writeUnits(start, this.#units, 0);
    this.#survey.look(this.#units, start.length);
    return this.#survey.hash ^ text.length;
  }
}
