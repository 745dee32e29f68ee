// Examines the loaded data for the data clinic, in slices, so that other calls are answered meanwhile and a newer
// examination or a stop takes over at once. Keeps nothing between two examinations.
import type { CorpusConfig, TokenConfig } from "@/domain/config/run-config";
import { buildCorpus } from "@/domain/corpus/build-corpus";
import { failure, type Result, success } from "@/domain/result";
import type { DataDesk } from "./data-desk";
import { errorOf } from "./error-of";
import type { EventOutbox } from "./event-outbox";
import { nextMacrotask } from "./macrotask";
import type { Examination } from "./protocol";
import { type MayGoOn, Turns } from "./turns";

const SLICE_MILLISECONDS = 30;
/** Share of the whole work that cleaning the records takes. */
const CLEANING = 0.2;

/** Takes one examination at a time; a newer one takes over. */
export class ClinicDesk {
  readonly #outbox: EventOutbox;
  readonly #data: DataDesk;
  readonly #turns = new Turns();

  constructor(outbox: EventOutbox, data: DataDesk) {
    this.#outbox = outbox;
    this.#data = data;
  }

  /** Gives the examination under way up. */
  stop(): void {
    this.#turns.stop();
  }

  /** Cleans the loaded data by the settings and examines it; null when it was stopped. */
  async examine(seed: string, corpusConfig: CorpusConfig, tokens: TokenConfig): Promise<Result<Examination | null>> {
    const mayGoOn = this.#turns.begin();
    const { source } = this.#data;
    if (source === null) return failure({ code: "noData" });
    const begun = performance.now();
    try {
      const cleaning = buildCorpus(source, corpusConfig);
      const corpus = await this.#inSlices(mayGoOn, cleaning, ({ done, total }) => (CLEANING * done) / total);
      if (corpus === null) return success(null);
      if (!corpus.ok) return corpus;
      // Few visitors open the clinic, so that what it measures with arrives when one does.
      const { examine } = await import("@/domain/clinic/examine");
      const tokenizer = this.#data.preparedFor(seed, corpusConfig, tokens)?.tokenizer ?? null;
      const work = examine({ corpus: corpus.value, corpusConfig, tokens, seed, tokenizer });
      const diagnosis = await this.#inSlices(mayGoOn, work, (share) => CLEANING + (1 - CLEANING) * share);
      const seconds = (performance.now() - begun) / 1000;
      return success(diagnosis === null ? null : { ...diagnosis, seconds });
    } catch (error) {
      return failure(errorOf(error));
    }
  }

  async #inSlices<Step, T>(
    mayGoOn: MayGoOn,
    work: Generator<Step, T>,
    shareOf: (step: Step) => number,
  ): Promise<T | null> {
    for (let started = performance.now(); ; ) {
      const next = work.next();
      if (next.done === true) return next.value;
      if (performance.now() - started < SLICE_MILLISECONDS) continue;
      this.#outbox.post({ type: "examineProgress", share: shareOf(next.value) });
      await nextMacrotask();
      if (!mayGoOn()) return null;
      started = performance.now();
    }
  }
}
