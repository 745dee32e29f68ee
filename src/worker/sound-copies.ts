// Copies of the run under way for the page, so that a run outlives its worker: now and then while it trains, and
// whenever it comes to rest.
import { writeCheckpoint } from "@/domain/checkpoint/checkpoint-file";
import type { TrainingProgress } from "@/domain/training/progress";
import type { SessionState } from "@/engine/engine";
import { type ActiveRun, checkpointDetails } from "./active-run";
import type { SendSignal } from "./heart";

/** A copy costs a pass over weights and slots and as much memory on the page; larger runs go without. */
const LARGEST_BYTES = 32 * 2 ** 20;
const EVERY_MILLISECONDS = 5_000;

/** Sends the copies of one worker's runs. */
export class SoundCopies {
  readonly #send: SendSignal;
  readonly #now: () => number;
  #sentAt = Number.NEGATIVE_INFINITY;

  constructor(send: SendSignal, now: () => number) {
    this.#send = send;
    this.#now = now;
  }

  /** Sends the last state known to be sound if the last copy is old enough; to be called between slices. */
  now(run: ActiveRun): void {
    const { good } = run.training;
    if (good === null || this.#now() - this.#sentAt < EVERY_MILLISECONDS) return;
    this.#write(run, good.state, good.progress);
  }

  /** Sends the state in which a run rests or has ended. */
  async atRest(run: ActiveRun): Promise<void> {
    const state = await run.queue.run(() => run.training.session.readState());
    this.#write(run, state, run.training.progress);
  }

  #write(run: ActiveRun, { tensors }: SessionState, progress: TrainingProgress): void {
    const bytes = [...tensors.values()].reduce((total, { data }) => total + data.byteLength, 0);
    if (bytes > LARGEST_BYTES) return;
    this.#sentAt = this.#now();
    const details = { ...checkpointDetails(run), progress };
    const file = writeCheckpoint({ tensors, details }, null);
    const state = { run: run.id, bytes: file, step: progress.step, seconds: details.trainingSeconds };
    this.#send({ signal: "soundState", state }, [file.buffer]);
  }
}
