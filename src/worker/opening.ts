// The opening of runs, one after another: all that it takes, the waits for device and data too, so that a stop meanwhile
// is not lost.
import type { RunId } from "@/domain/run/run";

/** Knows which run is being opened, and whether it is to end with that. */
export class Opening {
  #under: { readonly id: RunId; readonly done: Promise<unknown> } | null = null;
  #stops = false;

  /** The run that is being opened, null for none. */
  get id(): RunId | null {
    return this.#under?.id ?? null;
  }

  /** Whether the run that is being opened is to end with that. */
  get stops(): boolean {
    return this.#stops;
  }

  /** Opens a run once any other is open. */
  async during<T>(id: RunId, open: () => Promise<T>): Promise<T> {
    const former = this.#under?.done;
    const done = (async () => {
      await former?.catch(() => undefined);
      return open();
    })();
    const under = { id, done };
    this.#under = under;
    try {
      return await done;
    } finally {
      if (this.#under === under) {
        this.#under = null;
        this.#stops = false;
      }
    }
  }

  /** Has the run end as soon as it is open, and waits for that; at once where it is not being opened. */
  async stop(id: RunId): Promise<void> {
    if (this.#under?.id !== id) return;
    this.#stops = true;
    await this.#under.done.catch(() => undefined);
  }
}
