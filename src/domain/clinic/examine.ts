// Examines a corpus: lengths, characters, finds with their places, duplicates and the overlap of training and
// validation. Stepwise, so that the worker answers other calls meanwhile.
import type { CorpusConfig, TokenConfig } from "../config/run-config";
import type { Corpus } from "../corpus/corpus";
import { hashText } from "../random";
import { TextFinder } from "../text-finder";
import { type Texts, textAt } from "../texts";
import type { Tokenizer } from "../tokenizer/tokenizer";
import { type CharacterKind, kindOf, oddCharacters } from "./character-kinds";
import { type CharacterCounts, countCharacters, rareCharacters } from "./characters";
import type { CharacterRow, ClinicKind, Diagnosis, ExtremeRecord } from "./diagnosis";
import { lengthHistogram } from "./length-histogram";
import { mixedWords } from "./look-alikes";
import { NEAR_REACH, NearIndex } from "./near-index";
import { overStretches, overTexts } from "./over-texts";
import { measureOverlap } from "./overlap";
import { findPersonalData } from "./personal-data";
import { excerptAround, PlaceLog } from "./place-log";
import { recordBody } from "./record-body";
import { recordLengths, tokenLengths } from "./record-lengths";
import { type Units, unitsOf } from "./units";

/** What is examined, and by which settings. */
export interface ExamineRequest {
  readonly corpus: Corpus;
  readonly corpusConfig: CorpusConfig;
  readonly tokens: TokenConfig;
  readonly seed: string;
  /** The tokenizer of the prepared data, null while there is none. */
  readonly tokenizer: Tokenizer | null;
}

/** The order in which finds are shown. */
const KINDS: readonly ClinicKind[] = [
  "email",
  "phone",
  "cpf",
  "cnpj",
  "card",
  "duplicate",
  "nearDuplicate",
  "overlap",
  "nearOverlap",
  "broken",
  "control",
  "invisible",
  "space",
  "privateUse",
  "lookAlike",
  "rare",
];

const SHOWN_ROWS = 300;
const EXTREMES = 5;

/** Examines a corpus; yields the share done, 0 to 1. */
export function* examine(request: ExamineRequest): Generator<number, Diagnosis> {
  const { corpus, corpusConfig, tokens, seed, tokenizer } = request;
  const { similarity } = corpusConfig;
  const units = yield* part(0, 0.03, unitsOf(corpus));
  const log = new PlaceLog();
  const told = yield* part(0.03, 0.15, tellLengths(units, tokenizer, tokens.contextLength));
  const counts = yield* part(0.15, 0.25, progressOf(countCharacters(units.texts)));
  const spared = corpus.template + corpusConfig.endToken;
  const rare = rareCharacters(counts, corpusConfig.rareBelow, spared).filter((code) => kindOfCode(code) === null);
  for (const code of rare) {
    log.add("rare", () => {
      const first = counts.first[code];
      const text = textAt(units.texts, first);
      const character = String.fromCodePoint(code);
      return { text, line: units.lines[first], at: text.indexOf(character), length: character.length };
    });
  }
  const rows = characterRows(counts, new Set(rare));
  yield 0.25;
  yield* part(0.25, 0.5, findInTexts(units, log));
  const bodies = yield* part(0.5, 0.55, bodiesOf(units, corpus.template));
  yield* part(0.55, 0.8, findDuplicates({ ...units, texts: bodies }, similarity, log));
  const compared =
    units.unit === "record" ? { bodies, lines: units.lines } : { bodies: corpus.records, lines: corpus.lines };
  const questions = corpus.pairs === null ? {} : { questions: corpus.pairs.questions };
  const overlapping = measureOverlap({ ...compared, tokens, ...questions, seed: hashText(seed), similarity }, log);
  const overlap = yield* part(0.8, 1, overlapping);
  return {
    unit: units.unit,
    units: units.texts.length,
    characters: corpus.report.characters,
    ...told,
    ...rows,
    findings: log.findings(KINDS),
    overlap,
    nearReach: units.texts.length > NEAR_REACH ? NEAR_REACH : null,
  };
}

/** Turns the share done of one part into that of the whole. */
function* part<T>(from: number, until: number, work: Generator<number, T>): Generator<number, T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    yield from + step.value * (until - from);
  }
}

function* progressOf<T>(work: Generator<{ readonly done: number; readonly total: number }, T>): Generator<number, T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    yield step.value.done / step.value.total;
  }
}

function* shareOf(work: Generator<number, void>, total: number): Generator<number, void> {
  for (const done of work) yield done / total;
}

/** Tells the lengths, step by step, since each figure takes a walk through all of them. */
function* tellLengths(units: Units, tokenizer: Tokenizer | null, context: number) {
  const inCharacters = yield* part(0, 0.4, progressOf(recordLengths(units.texts)));
  const characters = lengthHistogram(inCharacters);
  yield 0.4;
  const byLength = extremes(units, inCharacters);
  yield 0.4;
  if (tokenizer === null) return { lengths: { characters, tokens: null }, beyondContext: null, ...byLength };
  const inTokens = yield* part(0.4, 1, progressOf(tokenLengths(units.texts, tokenizer)));
  const tokens = lengthHistogram(inTokens);
  yield 1;
  return { lengths: { characters, tokens }, beyondContext: shareAbove(inTokens, context), ...byLength };
}

function* findInTexts({ texts, lines }: Units, log: PlaceLog): Generator<number, void> {
  const search = overStretches(texts, (stretch, index, from) => {
    const add = (kind: ClinicKind, at: number, length: number) =>
      log.add(kind, () => ({ text: textAt(texts, index), line: lines[index], at: from + at, length }));
    for (const { kind, at, length } of oddCharacters(stretch)) add(kind, at, length);
    for (const { at, word } of mixedWords(stretch)) add("lookAlike", at, word.length);
    for (const { kind, at, length } of findPersonalData(stretch)) add(kind, at, length);
  });
  yield* shareOf(search, texts.length);
}

function* findDuplicates(units: Units, similarity: number, log: PlaceLog): Generator<number, void> {
  const { length } = units.texts;
  // A single text has none to repeat, and may be long.
  if (length === 1) return;
  const seen = new TextFinder(length, (number) => textAt(units.texts, number));
  const index = new NearIndex(length, similarity);
  const search = overTexts(units.texts, (text, at) => {
    const stretch = () => ({ text, line: units.lines[at], at: 0, length: 0 });
    const same = seen.find(text);
    if (same !== -1) {
      log.add("duplicate", stretch, units.lines[same]);
      return;
    }
    seen.add(text, at);
    const near = index.find(text);
    if (near === -1) index.keep(at);
    else log.add("nearDuplicate", stretch, units.lines[near]);
  });
  yield* shareOf(search, length);
}

function* bodiesOf(units: Units, template: string): Generator<number, Texts> {
  if (template === "") return units.texts;
  const bodyOf = recordBody(template);
  const bodies: string[] = [];
  yield* shareOf(
    overTexts(units.texts, (text) => bodies.push(bodyOf(text))),
    units.texts.length,
  );
  return bodies;
}

function shareAbove(lengths: Uint32Array, most: number): number {
  return lengths.reduce((count, length) => count + (length > most ? 1 : 0), 0) / lengths.length;
}

function characterRows({ counts }: CharacterCounts, rare: ReadonlySet<number>) {
  const all: CharacterRow[] = [];
  for (let code = 0; code < counts.length; code++) {
    if (counts[code] === 0) continue;
    const kind = kindOfCode(code) ?? (rare.has(code) ? "rare" : null);
    all.push({ code, count: counts[code], kind });
  }
  all.sort((one, other) => other.count - one.count || one.code - other.code);
  const rows = all.filter(({ kind }, index) => index < SHOWN_ROWS || (kind !== null && kind !== "rare"));
  return { distinct: all.length, rows: rows.slice(0, 2 * SHOWN_ROWS) };
}

function kindOfCode(code: number): CharacterKind | null {
  return kindOf(String.fromCodePoint(code));
}

/** Gives the shortest and the longest units, each list from its end inwards. */
function extremes(units: Units, lengths: Uint32Array) {
  const place = (index: number): ExtremeRecord => {
    const { line, text } = excerptAround({
      text: textAt(units.texts, index),
      line: units.lines[index],
      at: 0,
      length: 0,
    });
    return { line, text, length: lengths[index] };
  };
  const first = (isBefore: (one: number, other: number) => boolean) => {
    const list: number[] = [];
    for (let index = 0; index < lengths.length; index++) {
      let at = list.length;
      while (at > 0 && isBefore(lengths[index], lengths[list[at - 1]])) at--;
      if (at < EXTREMES) list.splice(at, 0, index);
      if (list.length > EXTREMES) list.pop();
    }
    return list.map(place);
  };
  return {
    shortest: first((one, other) => one < other),
    longest: first((one, other) => one > other),
  };
}
