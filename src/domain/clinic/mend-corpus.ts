// Mends of whole records, after cleaning and exact duplicates, in the fixed order length, rare characters, near
// duplicates. Each is off unless its setting asks for it.
import type { CorpusConfig } from "../config/run-config";
import { countCodePoints } from "../corpus/code-points";
import type { Corpus } from "../corpus/corpus";
import { failure, type Result, success } from "../result";
import { countCharacters, rareCharacters } from "./characters";
import { NearIndex } from "./near-index";
import { recordBody } from "./record-body";

/** What stands in the place of a rare character. */
export const RARE_MARK = "□";

/** Records between two progress reports. */
const STEP_RECORDS = 256;

/** Work done so far, in records. */
interface MendProgress {
  readonly done: number;
  readonly total: number;
}

type Mending = Generator<MendProgress, Corpus>;

/** Mends a corpus in steps; the same corpus where every mend is off. Fails with corpusEmpty where nothing is left. */
export function* mendCorpus(cleaned: Corpus, config: CorpusConfig): Generator<MendProgress, Result<Corpus>> {
  let corpus = cleaned;
  if (config.shortestRecord > 0 || config.longestRecord > 0) corpus = withinLengths(corpus, config);
  if (config.rareCharacters !== "keep") corpus = yield* withoutRare(corpus, config);
  if (config.removeNearDuplicates) corpus = yield* withoutNearDuplicates(corpus, config.similarity);
  if (corpus.records.length === 0) return failure({ code: "corpusEmpty" });
  return success(corpus);
}

function withinLengths(corpus: Corpus, { shortestRecord, longestRecord }: CorpusConfig): Corpus {
  let shortDropped = 0;
  let longDropped = 0;
  return keep(
    corpus,
    (record) => {
      const length = countCodePoints(record);
      if (length < shortestRecord) shortDropped++;
      else if (longestRecord > 0 && length > longestRecord) longDropped++;
      else return true;
      return false;
    },
    () => ({ shortDropped, longDropped }),
  );
}

function* withoutRare(corpus: Corpus, config: CorpusConfig): Mending {
  const counts = yield* countCharacters(corpus.records);
  const rare = new Set(rareCharacters(counts, config.rareBelow, corpus.template + config.endToken));
  if (rare.size === 0) return corpus;
  const pattern = new RegExp(`[${[...rare].map((code) => `\\u{${code.toString(16)}}`).join("")}]`, "gu");
  if (config.rareCharacters === "drop") {
    let rareDropped = 0;
    const isFree = (record: string) => {
      const holds = record.search(pattern) !== -1;
      if (holds) rareDropped++;
      return !holds;
    };
    return keep(corpus, isFree, () => ({ rareDropped }));
  }
  let rareReplaced = 0;
  const records = corpus.records.map((record) =>
    record.replace(pattern, () => {
      rareReplaced++;
      return RARE_MARK;
    }),
  );
  return { ...corpus, records, report: { ...corpus.report, mends: { ...corpus.report.mends, rareReplaced } } };
}

function* withoutNearDuplicates(corpus: Corpus, threshold: number): Mending {
  const { records, template } = corpus;
  const bodyOf = recordBody(template);
  const index = new NearIndex(records.length, threshold);
  const isNear = new Uint8Array(records.length);
  for (const [at, record] of records.entries()) {
    if (index.find(bodyOf(record)) === -1) index.keep(at);
    else isNear[at] = 1;
    if (at % STEP_RECORDS === STEP_RECORDS - 1) yield { done: at + 1, total: records.length };
  }
  const nearDropped = isNear.reduce((sum, near) => sum + near, 0);
  return keep(
    corpus,
    (_, at) => isNear[at] === 0,
    () => ({ nearDropped }),
  );
}

/** Gives the corpus of the records that a test lets through, with the counts that it made. */
function keep(
  corpus: Corpus,
  test: (record: string, index: number) => boolean,
  counts: () => Partial<Corpus["report"]["mends"]>,
): Corpus {
  const records: string[] = [];
  const lines: number[] = [];
  let characters = 0;
  for (const [index, record] of corpus.records.entries()) {
    if (!test(record, index)) continue;
    records.push(record);
    lines.push(corpus.lines[index]);
    characters += countCodePoints(record);
  }
  const mends = { ...corpus.report.mends, ...counts() };
  return { ...corpus, records, lines, report: { ...corpus.report, kept: records.length, characters, mends } };
}
