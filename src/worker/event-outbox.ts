// Collects events and sends them in batches, at most ten times a second, steps merged into one event. A page that
// needs longer to draw a batch gets the next one when it has drawn and rested, so that a slow machine stays usable.
import type { WorkerEvent } from "./protocol";

const INTERVAL_MILLISECONDS = 100;

/** Batches events for the one receiver. */
export class EventOutbox {
  #listener: ((events: readonly WorkerEvent[]) => void) | null = null;
  #pending: WorkerEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #lastSent = Number.NEGATIVE_INFINITY;
  /** Batches that the page has not told to have taken in. */
  #unseen = 0;
  #isElsewhere = false;
  /** When the page has rested for as long as it took over the last batch. */
  #restedAt = Number.NEGATIVE_INFINITY;

  /** Sets the one receiver; one that is elsewhere has taken a batch in when `seen` is called, others at once. */
  listen(listener: (events: readonly WorkerEvent[]) => void, receiver: "here" | "elsewhere" = "here"): void {
    this.#listener = listener;
    this.#isElsewhere = receiver === "elsewhere";
  }

  /** Queues an event for the next batch. */
  post(event: WorkerEvent): void {
    const last = this.#pending.at(-1);
    if (event.type === "steps" && last?.type === "steps" && event.run === last.run) {
      this.#pending[this.#pending.length - 1] = { ...event, steps: [...last.steps, ...event.steps] };
    } else {
      this.#pending.push(event);
    }
    this.#schedule();
  }

  /** Notes that the page has taken a batch in, which lets the next one go. */
  seen(): void {
    const now = performance.now();
    this.#unseen = Math.max(0, this.#unseen - 1);
    this.#restedAt = now + (now - this.#lastSent);
    if (this.#pending.length > 0) this.#schedule();
  }

  /** Sends what waits at once, for changes of state that must not lag. */
  flush(): void {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#timer = null;
    }
    if (this.#pending.length > 0 && this.#listener !== null) {
      const events = this.#pending;
      this.#pending = [];
      this.#lastSent = performance.now();
      if (this.#isElsewhere) this.#unseen++;
      this.#listener(events);
    }
  }

  #schedule(): void {
    if (this.#unseen > 0) return;
    this.#timer ??= setTimeout(() => this.flush(), this.#delay());
  }

  #delay(): number {
    return Math.max(0, this.#lastSent + INTERVAL_MILLISECONDS - performance.now(), this.#restedAt - performance.now());
  }
}
