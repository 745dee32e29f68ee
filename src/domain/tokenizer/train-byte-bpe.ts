// Learns the merges of a byte-level tokenizer: again and again the commonest pair of neighbours within the pieces of a
// text becomes a token (Sennrich et al. 2016). Ties go to the pair with the smaller ids, as in Hugging Face's trainer.
import { type Result, success } from "../result";
import type { Stretch, Units } from "../text-units";
import type { Texts } from "../texts";
import { BYTE_CHARACTERS, BYTES_IN_ORDER } from "./byte-alphabet";
import type { TrainedVocabulary } from "./character-vocabulary";
import { MergeLearner } from "./merge-learner";
import { PieceCutter, type PieceVisitor } from "./piece-cutter";
import { PieceIndex } from "./piece-index";
import type { ByteBpeState } from "./tokenizer";
import { walkRecords } from "./walk-records";
import { writeUtf8 } from "./write-utf8";

/** What learning has come to. */
export interface LearningStep {
  /** UTF-16 units read, or the share of them that the merges learned are of all merges. */
  readonly done: number;
  /** Texts of the tokens learned since the step before, in the byte alphabet, with how often each stood in the text. */
  readonly learned: readonly LearnedToken[];
  /** Merges that are wanted, 0 while the text is read; fewer are learned where no pair comes twice. */
  readonly wanted: number;
}

/** A token, and how often its pair stood in the text when it was learned. */
export interface LearnedToken {
  readonly token: string;
  readonly count: number;
}

/** Units of all different pieces together up to which new ones are learned from. */
const MOST_UNITS = 1 << 24;
/** A pair that stands once teaches nothing about the next text. */
const LEAST_COUNT = 2;
const OPERATIONS_PER_STEP = 1 << 18;

/** How many different bytes there are: each is a token, whatever the text. */
const BYTES = 256;

/**
 * Trains a tokenizer on records: `padToken` ("" for none) and `specials` come first, then the bytes, then what is
 * learned, until there are `vocabularySize` tokens or no pair stands twice.
 */
export function* trainByteBpe(
  records: Texts,
  { vocabularySize, padToken }: { readonly vocabularySize: number; readonly padToken: string },
  specials: readonly string[],
): Generator<LearningStep, Result<TrainedVocabulary<ByteBpeState>>> {
  const leading = padToken === "" ? specials : [padToken, ...specials];
  const counter = new PieceCounter(leading);
  for (const done of walkRecords(records, counter)) yield { done, learned: [], wanted: 0 };

  const vocabulary = [...leading, ...BYTES_IN_ORDER.map((byte) => BYTE_CHARACTERS[byte])];
  const idOfByte = new Int32Array(BYTES);
  for (const [place, byte] of BYTES_IN_ORDER.entries()) idOfByte[byte] = leading.length + place;
  const wanted = Math.max(0, vocabularySize - vocabulary.length);
  const learner = counter.learner(idOfByte);
  const merges: string[] = [];
  const idOf = new Map(vocabulary.slice(leading.length).map((token, at) => [token, leading.length + at]));
  let learned: LearnedToken[] = [];
  let operations = 0;
  while (merges.length < wanted) {
    const best = learner.best();
    if (best === null || best.count < LEAST_COUNT) break;
    const [left, right] = [vocabulary[best.left], vocabulary[best.right]];
    merges.push(`${left} ${right}`);
    // The same text may come about in two ways; it is one token.
    const id = idOf.get(left + right) ?? vocabulary.push(left + right) - 1;
    idOf.set(left + right, id);
    learned.push({ token: left + right, count: best.count });
    operations += learner.merge(best.number, id);
    if (operations < OPERATIONS_PER_STEP) continue;
    yield { done: (counter.units * merges.length) / wanted, learned, wanted };
    learned = [];
    operations = 0;
  }
  if (learned.length > 0) yield { done: counter.units, learned, wanted };
  const state: ByteBpeState = {
    kind: "byteBpe",
    vocabulary,
    merges,
    specialIds: leading.map((_, id) => id),
    padId: padToken === "" ? null : 0,
  };
  return success({ state, tokens: learner.tokens() + counter.specialTokens });
}

/** Counts the different pieces of a text. */
class PieceCounter implements PieceVisitor {
  readonly reach: number;
  units = 0;
  specialTokens = 0;
  readonly #cutter: PieceCutter;
  readonly #pieces = new PieceIndex();
  #counts = new Uint32Array(1 << 12);

  constructor(specials: readonly string[]) {
    this.#cutter = new PieceCutter(specials);
    this.reach = this.#cutter.reach;
  }

  readonly slice = (stretch: Readonly<Stretch>): number => {
    const behind = this.#cutter.cut(stretch, this);
    this.units += behind - stretch.from;
    return behind;
  };

  special(): void {
    this.specialTokens++;
  }

  piece(units: Units, from: number, until: number): void {
    const most = this.#pieces.length < MOST_UNITS ? Number.POSITIVE_INFINITY : 0;
    const number = this.#pieces.numberOf(units, from, until, most);
    if (number === -1) return;
    if (number === this.#counts.length) {
      const larger = new Uint32Array(2 * number);
      larger.set(this.#counts);
      this.#counts = larger;
    }
    this.#counts[number]++;
  }

  /** Spells the pieces by bytes for learning. */
  learner(idOfByte: Int32Array): MergeLearner {
    const bytes = new Uint8Array(3 * this.#pieces.longest);
    let places = 0;
    this.#pieces.forEach((units, from, until) => {
      places += writeUtf8(units, from, until, bytes);
    });
    const learner = new MergeLearner(places);
    this.#pieces.forEach((units, from, until, number) => {
      const length = writeUtf8(units, from, until, bytes);
      learner.addPiece(bytes.subarray(0, length), idOfByte, this.#counts[number]);
    });
    return learner;
  }
}
