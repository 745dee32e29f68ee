// Walks through a text by special tokens and by the pieces between them, in steps that cut neither.
import type { Stretch, Units } from "../text-units";
import { preTokenEnd } from "./pre-tokens";
import { createSpecialMatcher, type SpecialMatcher } from "./special-tokens";

/** What is met on the way. */
export interface PieceVisitor {
  /** A special token, by its place in the list that made the cutter. */
  special(index: number): void;
  /** The units in [from, until), which hold no special token. */
  piece(units: Units, from: number, until: number): void;
}

/** Units that a step should see behind its end: few pieces are longer. */
const USUAL_REACH = 256;

/** Cuts texts at special tokens, none of which is empty, and into pieces. */
export class PieceCutter {
  /** How many units behind the end of a step it should see at first. */
  readonly reach: number;
  readonly #specials: readonly string[];
  readonly #matcher: SpecialMatcher;
  /** Units in sight from which on nothing behind them changes what stands before. */
  readonly #margin: number;

  constructor(specials: readonly string[]) {
    this.#specials = specials;
    this.#matcher = createSpecialMatcher(specials);
    this.#margin = Math.max(2, this.#matcher.reach) + 1;
    this.reach = USUAL_REACH + this.#margin;
  }

  /** Visits what begins in a stretch, by the contract of `Tokenizer.encodePart`; gives the place behind it. */
  cut({ units, from, until, end, goesOn }: Readonly<Stretch>, visitor: PieceVisitor): number {
    const certain = goesOn ? end - this.#margin : end;
    let position = from;
    let special = this.#nextSpecial(units, from, until, end);
    /** No special token begins between `position` and here. */
    let searched = Math.max(from, until);
    while (position < until) {
      if (position === special) {
        if (special > certain) break;
        const index = this.#matcher.matchAt(units, position, end);
        visitor.special(index);
        position += this.#specials[index].length;
        special = this.#nextSpecial(units, position, until, end);
        searched = Math.max(position, until);
        continue;
      }
      let behind = preTokenEnd(units, position, special === -1 ? end : special);
      // White space ends one unit earlier than its run does, unless a special token stands there.
      if (special === -1 && behind + 2 > searched) {
        special = this.#nextSpecial(units, searched, Math.min(end, behind + 2), end);
        searched = behind + 2;
        if (special !== -1) behind = preTokenEnd(units, position, special);
      }
      if (behind > certain) break;
      visitor.piece(units, position, behind);
      position = behind;
    }
    return position;
  }

  /** Gives the first place in [from, until) where a special token begins, -1 for none. */
  #nextSpecial(units: Units, from: number, until: number, end: number): number {
    if (this.#specials.length === 0) return -1;
    for (let at = from; at < until; at++) if (this.#matcher.matchAt(units, at, end) !== -1) return at;
    return -1;
  }
}
