// The worker's end of the watch: beats while its timers run, and says when it begins work that may hold them up.
import { BEAT_MILLISECONDS, type WorkerActivity } from "./watchdog";
import type { WorkerSignal } from "./worker-signals";

/** Where signals go: the worker's own port, a list in tests. */
export type SendSignal = (signal: WorkerSignal, transfer: Transferable[]) => void;

/** Beats for one worker. */
export class Heart {
  readonly #send: SendSignal;
  /** Pieces of work under way. */
  #works = 0;
  /** Whether a slice of the training under way is over. */
  #isMeasured = false;

  constructor(send: SendSignal) {
    this.#send = send;
  }

  /** Beats at once and from now on. */
  start(): void {
    this.#beat();
    setInterval(() => this.#beat(), BEAT_MILLISECONDS);
  }

  /** Says that work begins, before it can hold up the beats, and that it is over. */
  async during<T>(work: () => Promise<T> | T): Promise<T> {
    this.#works += 1;
    if (this.#works === 1) this.#beat();
    try {
      return await work();
    } finally {
      this.#works -= 1;
      if (this.#works === 0) this.#beat();
    }
  }

  /** Trains: as `during`, and `measure` says that a slice is over. */
  async training(work: (measure: () => void) => Promise<void>): Promise<void> {
    this.#isMeasured = false;
    await this.during(() =>
      work(() => {
        if (this.#isMeasured) return;
        this.#isMeasured = true;
        this.#beat();
      }),
    );
    this.#isMeasured = false;
  }

  #beat(): void {
    const atWork = this.#isMeasured ? "measured" : "working";
    const activity: WorkerActivity = this.#works > 0 ? atWork : "resting";
    this.#send({ signal: "beat", activity }, []);
  }
}
