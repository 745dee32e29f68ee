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
import { type Baselines, measureBaselines } from "./baselines";
import { type CutWindows, cutWindows } from "./cut-windows";
import { measurePadding } from "./padding-share";
import type { PreparedSummary, PreviewWindow } from "./prepared-summary";
import { type TokenWindows, type WindowSet, windowLengths, windowStarts } from "./token-windows";

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

/** Work done so far, in UTF-16 units; `total` counts the text once for the vocabulary and once for the tokens. */
export interface PrepareProgress {
  readonly done: number;
  readonly total: number;
}

const PREVIEW_TOKENS = 200;
const PREVIEW_WINDOWS = 8;
const PREVIEW_UNITS = 2000;

/** Prepares a corpus for training. Fails with corpusEmpty, vocabularyTooLarge or textTooShort. */
export function* prepare(request: PrepareRequest): Generator<PrepareProgress, Result<Prepared>> {
  const { corpus, tokens } = request;
  const units = totalUnits(corpus.records);
  if (units === 0) return failure({ code: "corpusEmpty" });
  const total = 2 * units;
  const seed = hashText(request.seed);

  const vocabulary = yield* reportFrom(0, total, vocabularyOf(request, units));
  if (!vocabulary.ok) return vocabulary;
  const tokenizer = createTokenizer(vocabulary.value.state);
  const cutting = cutWindows({ ...request, tokenizer, seed, most: vocabulary.value.tokens });
  const cut = yield* reportFrom(units, total, cutting);
  if (!cut.ok) return cut;
  const { windows, pairs } = cut.value;
  const { padId } = tokenizer.state;
  const baselines = yield* reportFrom(total, total, measureBaselines(windows, tokens.countPadding ? padId : null));
  const padding = yield* reportFrom(total, total, measurePadding(windows, padId));
  const summary = { ...summarize(corpus, tokenizer, cut.value), ...baselines, padding };
  return success({ tokenizer, windows, pairs, summary });
}

/** Gives the vocabulary to use and how many tokens the text is in it at most. */
function* vocabularyOf(
  { corpus, corpusConfig, tokens, tokenizer }: PrepareRequest,
  units: number,
): Generator<number, Result<TrainedVocabulary>> {
  if (tokenizer !== null) return success({ state: tokenizer, tokens: units });
  const specials = resolveSpecialTokens(tokens, corpusConfig, corpus.template, corpus.report.reading, corpus.marks);
  return yield* trainCharacterVocabulary(corpus.records, tokens, specials);
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
): Omit<PreparedSummary, keyof Baselines | "padding"> {
  const { train, validation } = windows;
  const firstRecord = textAt(corpus.records, 0).slice(0, PREVIEW_UNITS);
  return {
    template: corpus.template,
    firstRecord,
    tokenizer: tokenizer.state,
    tokenCount: windows.tokens.length,
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

function previewWindows({ tokens, contextLength }: TokenWindows, set: WindowSet): readonly PreviewWindow[] {
  const startOf = windowStarts(set);
  const lengthOf = windowLengths(set, contextLength);
  return Array.from({ length: Math.min(PREVIEW_WINDOWS, set.count) }, (_, index) => {
    const start = startOf(index);
    const end = start + lengthOf(index);
    return { context: Array.from(tokens.subarray(start, end)), target: tokens[end] };
  });
}
