// Reads files and prepares them for training, in slices, so that progress shows and a newer request or a
// cancel takes over at once. Holds the one source and what was last prepared from it.
import type { DatasetReference } from "@/domain/checkpoint/checkpoint";
import type { CorpusConfig, TokenConfig } from "@/domain/config/run-config";
import { buildCorpus } from "@/domain/corpus/build-corpus";
import type { Corpus } from "@/domain/corpus/corpus";
import type { Source, SourceSummary } from "@/domain/corpus/source";
import { summarySteps } from "@/domain/corpus/summarize-source";
import { failure, type Result, success } from "@/domain/result";
import { messageOf } from "@/domain/thrown-message";
import type { TokenizerState } from "@/domain/tokenizer/tokenizer";
import type { LearnedToken } from "@/domain/tokenizer/train-byte-bpe";
import { type LearnedMerges, type Prepared, type PrepareProgress, prepare } from "@/domain/windows/prepare";
import { readMembers } from "./containers/read-members";
import { createSliceWatch, LoadCancelled } from "./containers/slice-watch";
import { errorOf } from "./error-of";
import type { EventOutbox } from "./event-outbox";
import { nextMacrotask } from "./macrotask";
import { openSource } from "./open-source";
import type { RunData } from "./plan-request";
import type { DataSource, LoadStage } from "./protocol";

const SLICE_MILLISECONDS = 30;

interface Loaded {
  readonly source: Source;
  readonly dataset: DatasetReference;
}

/** Holds the source and what was prepared from it; one load or preparation counts at a time. */
export class DataDesk {
  readonly #outbox: EventOutbox;
  #loaded: Loaded | null = null;
  #prepared: { readonly data: RunData; readonly key: string } | null = null;
  /** Grows with each load and cancel; work begun under an older number gives up. */
  #ticket = 0;

  constructor(outbox: EventOutbox) {
    this.#outbox = outbox;
  }

  /** Which data is loaded, null for none. */
  get dataset(): DatasetReference | null {
    return this.#loaded?.dataset ?? null;
  }

  /** What was read last, null for nothing. */
  get source(): Source | null {
    return this.#loaded?.source ?? null;
  }

  /** Gives up the load or preparation under way. */
  cancel(): void {
    this.#ticket += 1;
  }

  /** Streams, decodes and parses a source; the old one stays until the new one is whole. */
  async load(origin: DataSource, corpus: CorpusConfig): Promise<Result<SourceSummary>> {
    const ticket = ++this.#ticket;
    const { name } = origin;
    try {
      const { members, totalBytes } = await openSource(origin);
      const watch = createSliceWatch({
        packedBytes: totalBytes,
        isCancelled: () => ticket !== this.#ticket,
        progress: (bytes, total) => this.#progress("read", bytes, total),
        preview: (summary) => this.#outbox.post({ type: "sourcePreview", summary }),
      });
      const source = await readMembers(name, members, corpus, watch);
      if (!source.ok) {
        return source;
      }
      const { bytes } = source.value.facts;
      const summary = await this.#inSlices(ticket, "read", reported(summarySteps(source.value), bytes));
      // A cancel may have come while the end was put together.
      await nextMacrotask();
      if (ticket !== this.#ticket || !summary.ok) {
        return failure({ code: "loadCancelled", name });
      }
      const dataset = {
        id: origin.kind === "bundled" ? origin.id : null,
        name: source.value.facts.name,
        hash: source.value.facts.hash,
      };
      this.#loaded = { source: source.value, dataset };
      this.#prepared = null;
      return summary;
    } catch (error) {
      if (error instanceof LoadCancelled) {
        return failure({ code: "loadCancelled", name });
      }
      const code = origin.kind === "bundled" ? "notArrived" : "loadFailed";
      return failure({ code, name, detail: messageOf(error) });
    }
  }

  /** Cleans, tokenizes and cuts windows; with a tokenizer given, by its vocabulary. */
  async prepare(
    seed: string,
    corpusConfig: CorpusConfig,
    tokens: TokenConfig,
    tokenizer: TokenizerState | null,
  ): Promise<Result<Prepared>> {
    const loaded = this.#loaded;
    if (loaded === null) {
      return failure({ code: "noData" });
    }
    const ticket = ++this.#ticket;
    try {
      const corpus = await this.#inSlices<Corpus>(ticket, "clean", buildCorpus(loaded.source, corpusConfig));
      if (!corpus.ok) {
        return corpus;
      }
      this.#outbox.post({ type: "cleaned", report: corpus.value.report });
      const request = { corpus: corpus.value, corpusConfig, tokens, seed, tokenizer };
      const prepared = await this.#inSlices<Prepared>(ticket, "tokenize", prepare(request));
      await nextMacrotask();
      if (ticket !== this.#ticket) {
        return failure({ code: "loadCancelled", name: loaded.dataset.name });
      }
      if (prepared.ok) {
        const { windows, tokenizer, pairs, summary } = prepared.value;
        const { template, unknownCharacters } = summary;
        const data = { windows, tokenizer, pairs, template, dataset: loaded.dataset, unknownCharacters };
        this.#prepared = { data, key: preparationKey(seed, corpusConfig, tokens, request.tokenizer) };
      }
      return prepared;
    } catch (error) {
      return failure(errorOf(error));
    }
  }

  /** Gives the data prepared by exactly these settings, preparing it if need be. */
  async ready(
    seed: string,
    corpusConfig: CorpusConfig,
    tokens: TokenConfig,
    tokenizer: TokenizerState | null,
  ): Promise<Result<RunData>> {
    const key = preparationKey(seed, corpusConfig, tokens, tokenizer);
    if (this.#prepared?.key !== key) {
      const prepared = await this.prepare(seed, corpusConfig, tokens, tokenizer);
      if (!prepared.ok) {
        return prepared;
      }
    }
    return this.#prepared === null ? failure({ code: "noData" }) : success(this.#prepared.data);
  }

  /** Gives the data if it was prepared by exactly these settings and this vocabulary, or its own; prepares nothing. */
  preparedFor(
    seed: string,
    corpus: CorpusConfig,
    tokens: TokenConfig,
    tokenizer: TokenizerState | null = null,
  ): RunData | null {
    const prepared = this.#prepared;
    return prepared?.key === preparationKey(seed, corpus, tokens, tokenizer) ? prepared.data : null;
  }

  async #inSlices<T>(
    ticket: number,
    stage: LoadStage,
    work: Generator<PrepareProgress, Result<T>>,
  ): Promise<Result<T>> {
    const pieces = new PieceNews(this.#outbox);
    for (let started = performance.now(); ; ) {
      const next = work.next();
      if (next.done) {
        return next.value;
      }
      pieces.add(next.value.merges);
      if (performance.now() - started > SLICE_MILLISECONDS) {
        this.#progress(stage, next.value.done, next.value.total);
        pieces.tell();
        await nextMacrotask();
        if (ticket !== this.#ticket) {
          return failure({ code: "loadCancelled", name: this.#loaded?.dataset.name ?? "" });
        }
        started = performance.now();
      }
    }
  }

  #progress(stage: LoadStage, bytes: number, totalBytes: number): void {
    this.#outbox.post({ type: "loadProgress", stage, bytes, totalBytes });
  }
}

/** Newest pieces that are told at once: as many as can be looked at. */
const TOLD_PIECES = 24;

/** Gathers the pieces of words that are learned between two reports. */
class PieceNews {
  readonly #outbox: EventOutbox;
  #newest: readonly LearnedToken[] = [];
  #count = 0;
  #wanted = 0;

  constructor(outbox: EventOutbox) {
    this.#outbox = outbox;
  }

  add(merges: LearnedMerges | undefined): void {
    if (merges === undefined) return;
    this.#newest = [...this.#newest, ...merges.learned].slice(-TOLD_PIECES);
    this.#count += merges.learned.length;
    this.#wanted = merges.wanted;
  }

  tell(): void {
    if (this.#newest.length === 0) return;
    this.#outbox.post({ type: "piecesLearned", newest: this.#newest, count: this.#count, wanted: this.#wanted });
    this.#newest = [];
  }
}

/** Tells of the end of a reading, of which no share is known, that all bytes were read. */
function* reported<T>(
  work: Generator<undefined, T>,
  total: number,
): Generator<{ readonly done: number; readonly total: number }, Result<T>> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return success(step.value);
    yield { done: total, total };
  }
}

/** Everything that prepared data depends on, beside the source. */
function preparationKey(
  seed: string,
  corpus: CorpusConfig,
  tokens: TokenConfig,
  tokenizer: TokenizerState | null,
): string {
  return JSON.stringify([seed, corpus, tokens, tokenizer]);
}
