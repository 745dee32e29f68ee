// The way from a corpus to windows: vocabulary, token stream, windows and what the page shows of them.
// Stepwise, so that the worker can report progress and stop; reads no files and knows no page.
import type { CorpusConfig, TokenConfig } from "../config/run-config";
import type { Corpus } from "../corpus/corpus";
import { totalUnits } from "../packed-texts";
import { heldOutPairs, type PreparedPairs, pairText } from "../pairs/held-out-pairs";
import { hashText } from "../random";
import { failure, type Result, success } from "../result";
import { textAt } from "../texts";
import { type TrainedVocabulary, trainCharacterVocabulary } from "../tokenizer/character-vocabulary";
import { createTokenizer } from "../tokenizer/create-tokenizer";
import { resolveSpecialTokens } from "../tokenizer/special-tokens";
import type { Tokenizer, TokenizerState } from "../tokenizer/tokenizer";
import { type LearnedToken, trainByteBpe } from "../tokenizer/train-byte-bpe";
import { type Baselines, measureBaselines } from "./baselines";
import { charactersPerTarget } from "./characters-per-target";
import { type CutWindows, cutWindows } from "./cut-windows";
import { countsAsTarget } from "./loss-mask";
import { measurePadding } from "./padding-share";
import type { PreparedSummary, PreviewWindow } from "./prepared-summary";
import { type Tokens, type TokenWindows, type WindowSet, windowLengths, windowStarts } from "./token-windows";

/** What is prepared, and by which settings. */
export interface PrepareRequest {
  readonly corpus: Corpus;
  readonly corpusConfig: CorpusConfig;
  readonly tokens: TokenConfig;
  readonly seed: string;
  /** A restored vocabulary to use instead of training one; null to train. */
  readonly tokenizer: TokenizerState | null;
}

/** Data that is ready to train on. */
export interface Prepared {
  readonly tokenizer: Tokenizer;
  readonly windows: TokenWindows;
  /** Null where records are no pairs. */
  readonly pairs: PreparedPairs | null;
  readonly summary: PreparedSummary;
}

/** Work done so far, in UTF-16 units; `total` counts the text once for each time that it is gone through. */
export interface PrepareProgress {
  readonly done: number;
  readonly total: number;
  /** What was learned since the progress before; absent where nothing is learned. */
  readonly merges?: LearnedMerges;
}

/** Pieces of words as they are learned. */
export interface LearnedMerges {
  readonly learned: readonly LearnedToken[];
  readonly wanted: number;
}

const PREVIEW_TOKENS = 200;
const PREVIEW_WINDOWS = 8;
const PREVIEW_UNITS = 2000;

/** Prepares a corpus for training. Fails with corpusEmpty, vocabularyTooLarge, textTooShort or tooFewRecords. */
export function* prepare(request: PrepareRequest): Generator<PrepareProgress, Result<Prepared>> {
  const { corpus, tokens } = request;
  const units = totalUnits(corpus.records);
  if (units === 0) return failure({ code: "corpusEmpty" });
  // Merges take about as long as the text is read.
  const passes = tokens.tokenizer === "byteBpe" && request.tokenizer === null ? 3 : 2;
  const total = passes * units;
  const seed = hashText(request.seed);

  const vocabulary = yield* vocabularyOf(request, units, total);
  if (!vocabulary.ok) return vocabulary;
  const tokenizer = createTokenizer(vocabulary.value.state);
  const cutting = cutWindows({ ...request, tokenizer, seed, most: vocabulary.value.tokens });
  const cut = yield* reportFrom(total - units, total, cutting);
  if (!cut.ok) return cut;
  const { windows, pairs } = cut.value;
  const { padId } = tokenizer.state;
  const baselines = yield* reportFrom(total, total, measureBaselines(windows, tokens.countPadding ? padId : null));
  const padding = yield* reportFrom(total, total, measurePadding(windows, padId));
  const charactersEach = yield* reportFrom(total, total, charactersPerTarget(windows, tokenizer.state));
  const measured = { ...baselines, padding, charactersPerTarget: charactersEach };
  const summary = { ...summarize(corpus, tokenizer, cut.value), ...measured };
  return success({ tokenizer, windows, pairs, summary });
}

/** Gives the vocabulary to use and how many tokens the text is in it at most. */
function* vocabularyOf(
  { corpus, corpusConfig, tokens, tokenizer }: PrepareRequest,
  units: number,
  total: number,
): Generator<PrepareProgress, Result<TrainedVocabulary>> {
  if (tokenizer !== null) return success({ state: tokenizer, tokens: units });
  const specials = resolveSpecialTokens(tokens, corpusConfig, corpus.template, corpus.report.reading, corpus.marks);
  if (tokens.tokenizer === "character")
    return yield* reportFrom(0, total, trainCharacterVocabulary(corpus.records, tokens, specials));
  const training = trainByteBpe(corpus.records, tokens, specials);
  for (;;) {
    const step = training.next();
    if (step.done === true) return step.value;
    const { done, learned, wanted } = step.value;
    yield wanted === 0 ? { done, total } : { done: units + done, total, merges: { learned, wanted } };
  }
}

/** Turns the steps of one part of the work into progress over the whole. */
function* reportFrom<T>(
  start: number,
  total: number,
  work: Generator<number | undefined, T>,
): Generator<PrepareProgress, T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    yield { done: start + (step.value ?? 0), total };
  }
}

function summarize(
  corpus: Corpus,
  tokenizer: Tokenizer,
  { windows, pairs, pairsSummary, records }: CutWindows,
): Omit<PreparedSummary, keyof Baselines | "padding" | "charactersPerTarget"> {
  const { train, validation } = windows;
  const firstRecord = textAt(corpus.records, 0).slice(0, PREVIEW_UNITS);
  return {
    template: corpus.template,
    firstRecord,
    tokenizer: tokenizer.state,
    tokenCount: windows.tokens.length,
    tokenCounts: countTokens(windows.tokens, tokenizer.size),
    unknownCharacters: records.unknown,
    windowCount: train.count + validation.count,
    trainWindows: train.count,
    validationWindows: validation.count,
    trainRecords: records.trainRecords,
    validationRecords: records.validationRecords,
    firstTokens: Array.from(tokenizer.encode(firstRecord).ids.subarray(0, PREVIEW_TOKENS)),
    firstWindows: previewWindows(windows, train),
    heldOutPrompt: pairs && firstPrompt(pairs, tokenizer),
    pairs: pairsSummary,
  };
}

function firstPrompt(pairs: PreparedPairs, tokenizer: Tokenizer): string {
  return heldOutPairs({ pairs, tokenizer }, 1).at(0)?.prompt ?? pairText(pairs, 0).prompt;
}

function countTokens(tokens: Tokens, size: number): Uint32Array {
  const counts = new Uint32Array(size);
  for (let at = 0; at < tokens.length; at++) counts[tokens[at]]++;
  return counts;
}

function previewWindows({ tokens, contextLength, lossMask }: TokenWindows, set: WindowSet): readonly PreviewWindow[] {
  const startOf = windowStarts(set);
  const lengthOf = windowLengths(set, contextLength);
  return Array.from({ length: Math.min(PREVIEW_WINDOWS, set.count) }, (_, index) => {
    const start = startOf(index);
    const end = start + lengthOf(index);
    const countsAt = (at: number) => at > 0 && countsAsTarget(lossMask, start + at);
    const counts = lossMask && Array.from({ length: end - start + 1 }, (_, at) => countsAt(at));
    return { context: Array.from(tokens.subarray(start, end)), target: tokens[end], counts };
  });
}
