// Lets a run be heard while it learns: texts by its weights of the moment, written a few tokens at a time between the
// slices of training, in a small part of their time, so that neither the run nor a stop waits for a text.
import type { RunSample } from "@/domain/run/run";
import { SamplePace } from "@/domain/run/sample-pace";
import type { SamplingConfig } from "@/domain/sampling/sampling-config";
import type { StatePlace } from "@/engine/engine";
import { type GeneratedPiece, type GenerationEnd, generate } from "@/engine/generate";
import { type ActiveRun, checkpointDetails } from "./active-run";
import type { EventOutbox } from "./event-outbox";
import { nextMacrotask } from "./macrotask";
import { mayBeOpenBeside, type OpenWriter, openWriter } from "./open-writer";
import { weightsToUse } from "./state-to-use";

/** Longest turns of a text: between slices of training, and while the run rests. */
const TURN_MILLISECONDS = 10;
const TURN_AT_REST_MILLISECONDS = 25;

/** A text under way. */
interface Writing {
  readonly writer: OpenWriter;
  /** Whether it goes once somebody asks for a text, so that there is room for that one. */
  readonly givesWay: boolean;
  readonly work: Generator<GeneratedPiece, GenerationEnd>;
  readonly sample: Omit<RunSample, "text">;
}

/** What is heard of the open run. */
interface Heard {
  readonly active: ActiveRun;
  readonly pace: SamplePace;
  writing: Writing | null;
  /** Finished steps of the weights that wrote last or write now. */
  step: number | null;
  /** Counts the turns, so that what writes at rest notices that the run went on. */
  turn: number;
}

/** Writes by one run at a time: the one that is open. */
export class RunSampler {
  readonly #outbox: EventOutbox;
  readonly #now: () => number;
  #sampling: SamplingConfig | null = null;
  #heard: Heard | null = null;
  /** Texts under way that somebody asked for. */
  #asked = 0;

  constructor(outbox: EventOutbox, now: () => number) {
    this.#outbox = outbox;
    this.#now = now;
  }

  /** Sets how texts to come are written, each in one attempt; null for none. */
  setSampling(sampling: SamplingConfig | null): void {
    this.#sampling = sampling && { ...sampling, recordAttempts: 0, window: quickWindow(sampling) };
  }

  /** Takes a turn at a text if one is due and the share of its time allows; to be called between slices. */
  async between(active: ActiveRun): Promise<void> {
    const heard = this.#hear(active);
    const { training } = active;
    const { pace } = heard;
    heard.turn += 1;
    if (this.#asked > 0) return;
    try {
      const trained = training.trainingMilliseconds;
      if (heard.writing === null) {
        if (this.#sampling === null || !pace.mayBegin(training.progress.step, trained)) return;
        await this.#beginInTime(heard, this.#sampling, trained);
      }
      const turn = Math.min(TURN_MILLISECONDS, pace.credit(trained));
      if (turn > 0) pace.spend(this.#write(heard, turn));
    } catch {
      this.#drop(heard);
    }
  }

  /** Lets what somebody asked for go before the run's own texts, which have nobody waiting. */
  async after<T>(work: () => Promise<T>): Promise<T> {
    this.#asked += 1;
    this.#makeRoom();
    try {
      return await work();
    } finally {
      this.#asked -= 1;
    }
  }

  /** Finishes the text under way, and writes one by the weights in which the run rests. */
  async atRest(active: ActiveRun): Promise<void> {
    const heard = this.#hear(active);
    heard.turn += 1;
    const { turn } = heard;
    try {
      while (this.#heard === heard && heard.turn === turn) {
        if (this.#asked > 0) {
          await nextMacrotask();
          continue;
        }
        if (heard.writing === null) {
          if (this.#sampling === null || heard.step === active.training.progress.step) return;
          await this.#begin(heard, this.#sampling, "newest");
        } else {
          this.#write(heard, TURN_AT_REST_MILLISECONDS);
        }
        await nextMacrotask();
      }
    } catch {
      this.#drop(heard);
    }
  }

  /** The run is about to close. */
  leave(): void {
    if (this.#heard !== null) this.#drop(this.#heard);
    this.#heard = null;
  }

  #hear(active: ActiveRun): Heard {
    if (this.#heard?.active === active) return this.#heard;
    this.leave();
    const { good, progress, trainingMilliseconds } = active.training;
    // The first look comes after the first slice; what was kept before it tells where the run began.
    const pace = new SamplePace(good?.step ?? progress.step, trainingMilliseconds);
    this.#heard = { active, pace, writing: null, step: null, turn: 0 };
    return this.#heard;
  }

  /** One that cannot begin has had its turn too. */
  async #beginInTime(heard: Heard, sampling: SamplingConfig, trained: number): Promise<void> {
    const begun = this.#now();
    const place = placeToHear(heard);
    const { good, progress } = heard.active.training;
    const { step } = (place === "good" ? good : null) ?? progress;
    try {
      await this.#begin(heard, sampling, place);
    } finally {
      heard.pace.begin(step, trained, this.#now() - begun);
    }
    // Somebody asked for a text before this one's writer was open.
    if (heard.writing === null) heard.pace.giveUp(step);
  }

  /** Opens a writer over the weights in the place given, copied there or, of a large run, lent. */
  async #begin(heard: Heard, sampling: SamplingConfig, place: StatePlace): Promise<void> {
    const { active } = heard;
    await active.queue.run(async () => {
      const { tensors, step } = await weightsToUse(active, place);
      heard.step = step;
      const writer = await openWriter(active.engine, { tensors, details: checkpointDetails(active) }, sampling.window);
      const { prompt, seed } = sampling;
      const givesWay = !mayBeOpenBeside(tensors);
      heard.writing = { writer, givesWay, work: generate(writer, sampling), sample: { step, prompt, seed } };
      if (this.#heard !== heard) this.#drop(heard);
      if (this.#asked > 0) this.#makeRoom();
    });
  }

  /** Gives a text of a large model up where somebody asks for another, to be begun anew later. */
  #makeRoom(): void {
    const heard = this.#heard;
    if (!heard?.writing?.givesWay) return;
    heard.pace.giveUp(heard.writing.sample.step);
    this.#drop(heard);
    heard.step = null;
  }

  /** Writes for so many milliseconds, a token at least; gives those that it took. */
  #write(heard: Heard, milliseconds: number): number {
    const begun = this.#now();
    while (heard.writing !== null) {
      const { work, sample } = heard.writing;
      const next = work.next();
      if (next.done) {
        const text = next.value.texts[0].slice(sample.prompt.length);
        this.#outbox.post({ type: "sample", run: heard.active.id, sample: { ...sample, text } });
        this.#drop(heard);
      }
      if (this.#now() - begun >= milliseconds) break;
    }
    return this.#now() - begun;
  }

  #drop(heard: Heard): void {
    heard.writing?.writer.decoder.dispose();
    heard.writing = null;
  }
}

/** What the loop keeps against divergence is known to be sound, and holds the untrained weights at first. */
function placeToHear({ active, pace, step }: Heard): StatePlace {
  const { good, progress } = active.training;
  if (good === null) return "newest";
  const isNewer = step === null || good.step > step;
  const isDue = good.step >= pace.milestone || progress.step < pace.milestone;
  return isNewer && isDue ? "good" : "newest";
}

/** A text of a few lines is not worth measuring which way of reading is fast enough. */
function quickWindow({ window }: SamplingConfig) {
  return window === "auto" ? "fast" : window;
}
