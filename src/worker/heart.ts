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

  #beat(): void {
    const activity: WorkerActivity = this.#works > 0 ? "working" : "resting";
    this.#send({ signal: "beat", activity }, []);
  }
}
