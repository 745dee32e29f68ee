// Copies of the run under way for the page, so that a run outlives its worker: now and then while it trains, and
// whenever it comes to rest. The best weights come along whenever they have changed.
import { writeCheckpoint } from "@/domain/checkpoint/checkpoint-file";
import type { RunId } from "@/domain/run/run";
import { tensorsInMemory } from "@/domain/stored-tensor";
import type { TrainingProgress } from "@/domain/training/progress";
import { readSnapshot, type Snapshot } from "@/engine/snapshots";
import { type ActiveRun, checkpointDetails } from "./active-run";
import { isTooLargeToCopy } from "./changing-bytes";
import type { SendSignal } from "./heart";
import { copyInterval } from "./worker-signals";

/** Sends the copies of one worker's runs. */
export class SoundCopies {
  readonly #send: SendSignal;
  readonly #now: () => number;
  #dueAt = Number.NEGATIVE_INFINITY;
  /** The run that was copied last. */
  #run: RunId | null = null;
  /** The best weights that were sent last. */
  #best: TrainingProgress | null = null;

  constructor(send: SendSignal, now: () => number) {
    this.#send = send;
    this.#now = now;
  }

  /** Sends the last state known to be sound if the run's last copy is old enough; to be called between slices. */
  async now(run: ActiveRun): Promise<void> {
    if (isTooLargeToCopy(run)) return;
    const isDue = run.id !== this.#run || this.#now() >= this.#dueAt;
    const good = isDue ? await run.queue.run(() => readSnapshot(run.training, "good")) : null;
    if (good !== null) await this.#sendWithBest(run, good);
  }

  /** Sends the state in which a run rests or has ended. */
  async atRest(run: ActiveRun): Promise<void> {
    if (isTooLargeToCopy(run)) return;
    const state = await run.queue.run(() => run.training.session.readState());
    await this.#sendWithBest(run, { state, progress: run.training.progress });
  }

  async #sendWithBest(run: ActiveRun, last: Snapshot): Promise<void> {
    const known = run.training.best;
    const isDue = known !== null && known !== this.#best && known.step <= last.progress.step;
    const best = isDue ? await run.queue.run(() => readSnapshot(run.training, "best")) : null;
    this.#run = run.id;
    let bytes = 0;
    if (best !== null) {
      this.#best = best.progress;
      bytes += this.#write(run, "best", best);
    }
    bytes += this.#write(run, "last", last);
    this.#dueAt = this.#now() + copyInterval(bytes);
  }

  /** Sends one file, and gives its size. What is stored stays where it is: whoever reads the file has it. */
  #write(run: ActiveRun, kind: "last" | "best", { state, progress }: Snapshot): number {
    const details = { ...checkpointDetails(run), progress };
    const file = writeCheckpoint({ tensors: tensorsInMemory(state.tensors), details }, null);
    const bytes = file.byteLength;
    const copy = { run: run.id, kind, bytes: file, step: progress.step, seconds: details.trainingSeconds };
    this.#send({ signal: "soundState", state: copy }, [file.buffer]);
    return bytes;
  }
}
