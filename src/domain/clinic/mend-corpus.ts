// Mends of whole records, after cleaning and exact duplicates, in the fixed order length, rare characters, near
// duplicates. Each is off unless its setting asks for it.
import type { CorpusConfig } from "../config/run-config";
import { countCodePoints } from "../corpus/code-points";
import type { Corpus } from "../corpus/corpus";
import { failure, type Result, success } from "../result";
import { countCharacters, rareCharacters } from "./characters";
import { NearIndex } from "./near-index";
import { overStretches, overTexts } from "./over-texts";
import { recordBody } from "./record-body";
import { recordLengths } from "./record-lengths";

/** What stands in the place of a rare character. */
export const RARE_MARK = "□";

/** Records between two progress reports while they are only passed on. */
const STEP_RECORDS = 1 << 14;

/** Work done so far of one mend. */
interface MendProgress {
  readonly done: number;
  readonly total: number;
}

type Mending = Generator<MendProgress, Corpus>;

/** Mends a corpus in steps; the same corpus where every mend is off. Fails with corpusEmpty where nothing is left. */
export function* mendCorpus(cleaned: Corpus, config: CorpusConfig): Generator<MendProgress, Result<Corpus>> {
  let corpus = cleaned;
  if (config.shortestRecord > 0 || config.longestRecord > 0) corpus = yield* withinLengths(corpus, config);
  if (config.rareCharacters !== "keep") corpus = yield* withoutRare(corpus, config);
  if (config.removeNearDuplicates) corpus = yield* withoutNearDuplicates(corpus, config.similarity);
  if (corpus.records.length === 0) return failure({ code: "corpusEmpty" });
  return success(corpus);
}

function* withinLengths(corpus: Corpus, { shortestRecord, longestRecord }: CorpusConfig): Mending {
  const lengths = yield* recordLengths(corpus.records);
  const isDropped = new Uint8Array(lengths.length);
  let shortDropped = 0;
  let longDropped = 0;
  for (const [index, length] of lengths.entries()) {
    if (length < shortestRecord) shortDropped++;
    else if (longestRecord > 0 && length > longestRecord) longDropped++;
    else continue;
    isDropped[index] = 1;
  }
  return yield* without(corpus, isDropped, { shortDropped, longDropped });
}

function* withoutRare(corpus: Corpus, config: CorpusConfig): Mending {
  const counts = yield* countCharacters(corpus.records);
  const rare = new Set(rareCharacters(counts, config.rareBelow, corpus.template + config.endToken));
  if (rare.size === 0) return corpus;
  const pattern = new RegExp(`[${[...rare].map((code) => `\\u{${code.toString(16)}}`).join("")}]`, "gu");
  const total = corpus.records.length;
  if (config.rareCharacters === "drop") {
    const isDropped = new Uint8Array(total);
    const search = overStretches(corpus.records, (stretch, index) => {
      if (stretch.search(pattern) !== -1) isDropped[index] = 1;
    });
    for (const done of search) yield { done, total };
    return yield* without(corpus, isDropped, { rareDropped: sum(isDropped) });
  }
  let rareReplaced = 0;
  const pieces: string[][] = Array.from({ length: total }, () => []);
  const before = corpus.pairs && [...corpus.pairs.promptUnits];
  const replacing = overStretches(corpus.records, (stretch, index, from) => {
    pieces[index].push(
      stretch.replace(pattern, (rare: string, at: number) => {
        rareReplaced++;
        if (before !== null && from + at < (corpus.pairs?.promptUnits[index] ?? 0))
          before[index] += RARE_MARK.length - rare.length;
        return RARE_MARK;
      }),
    );
  });
  for (const done of replacing) yield { done, total };
  const records = pieces.map((parts) => (parts.length === 1 ? parts[0] : parts.join("")));
  const pairs = corpus.pairs && { ...corpus.pairs, promptUnits: before ?? [] };
  return { ...corpus, records, pairs, report: { ...corpus.report, mends: { ...corpus.report.mends, rareReplaced } } };
}

function* withoutNearDuplicates(corpus: Corpus, threshold: number): Mending {
  const { records, template } = corpus;
  const bodyOf = recordBody(template);
  const index = new NearIndex(records.length, threshold);
  const isNear = new Uint8Array(records.length);
  const search = overTexts(records, (record, at) => {
    if (index.find(bodyOf(record)) === -1) index.keep(at);
    else isNear[at] = 1;
  });
  for (const done of search) yield { done, total: records.length };
  return yield* without(corpus, isNear, { nearDropped: sum(isNear) });
}

function sum(flags: Uint8Array): number {
  return flags.reduce((total, flag) => total + flag, 0);
}

/** Gives the corpus without the records that are marked by 1, and with the counts of what was done. */
function* without(corpus: Corpus, isDropped: Uint8Array, counts: Partial<Corpus["report"]["mends"]>): Mending {
  const records: string[] = [];
  const lines: number[] = [];
  let { characters } = corpus.report;
  let index = -1;
  for (const record of corpus.records) {
    index++;
    if (isDropped[index] === 1) characters -= countCodePoints(record);
    else {
      records.push(record);
      lines.push(corpus.lines[index]);
    }
    if (index % STEP_RECORDS === STEP_RECORDS - 1) yield { done: index + 1, total: isDropped.length };
  }
  const mends = { ...corpus.report.mends, ...counts };
  const isKept = (_: number, place: number) => isDropped[place] === 0;
  const pairs = corpus.pairs && {
    promptUnits: corpus.pairs.promptUnits.filter(isKept),
    questions: corpus.pairs.questions.filter(isKept),
  };
  return { ...corpus, records, lines, pairs, report: { ...corpus.report, kept: records.length, characters, mends } };
}
