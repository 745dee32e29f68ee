// Collects events and sends them in batches, at most ten times a second, steps merged into one event.
import type { StepColumns, WorkerEvent } from "./protocol";

const INTERVAL_MILLISECONDS = 100;

type StepsEvent = Extract<WorkerEvent, { type: "steps" }>;

/** Batches events for the one receiver. */
export class EventOutbox {
  #listener: ((events: readonly WorkerEvent[]) => unknown) | null = null;
  /** Settles once the listener has taken the newest batch in. */
  #delivered: Promise<unknown> = Promise.resolve();
  #pending: WorkerEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #lastSent = Number.NEGATIVE_INFINITY;

  /** Sets the one receiver; a promise that it gives tells when it has taken the events in. */
  listen(listener: (events: readonly WorkerEvent[]) => unknown): void {
    this.#listener = listener;
  }

  /** Queues an event for the next batch. */
  post(event: WorkerEvent): void {
    const last = this.#pending.at(-1);
    if (event.type === "steps" && last?.type === "steps") {
      this.#pending[this.#pending.length - 1] = merged(last, event);
    } else {
      this.#pending.push(event);
    }
    this.#timer ??= setTimeout(() => this.flush(), this.#delay());
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
      this.#delivered = Promise.resolve(this.#listener(events)).catch(() => undefined);
    }
  }

  /** Sends what waits and ends once it is taken in. Answers travel another way and would overtake events. */
  async deliver(): Promise<void> {
    this.flush();
    await this.#delivered;
  }

  #delay(): number {
    return Math.max(0, this.#lastSent + INTERVAL_MILLISECONDS - performance.now());
  }
}

function merged(first: StepsEvent, second: StepsEvent): StepsEvent {
  const columns: StepColumns = {
    step: [...first.columns.step, ...second.columns.step],
    loss: [...first.columns.loss, ...second.columns.loss],
    accuracy: [...first.columns.accuracy, ...second.columns.accuracy],
    gradientNorm: [...first.columns.gradientNorm, ...second.columns.gradientNorm],
    learningRate: [...first.columns.learningRate, ...second.columns.learningRate],
  };
  return { ...second, columns };
}
