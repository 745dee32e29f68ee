// The file that is being written: tells how far it is, lets the worker hear its messages, and ends when it is stopped.
import type { SpendBytes } from "@/domain/checkpoint/zip-writer";
import type { EventOutbox } from "./event-outbox";
import { nextMacrotask } from "./macrotask";

const SLICE_MILLISECONDS = 25;

/** Ends the writing of a file that was stopped. */
class WritingStopped extends Error {}

/** Writes one file at a time. */
export class ExportDesk {
  readonly #outbox: Pick<EventOutbox, "post">;
  /** Number of the file that may go on; a newer one or a stop takes over. */
  #current = 0;

  constructor(outbox: Pick<EventOutbox, "post">) {
    this.#outbox = outbox;
  }

  /** Gives the file under way up. */
  stop(): void {
    this.#current += 1;
  }

  /** Writes a file of `total` bytes before packing by `work`, which tells what it has written; null when it was stopped. */
  async write<T>(total: number, work: (spend: SpendBytes) => Promise<T>): Promise<T | null> {
    const mine = ++this.#current;
    let done = 0;
    let sliceStart = performance.now();
    const spend = async (bytes: number): Promise<void> => {
      done += bytes;
      if (performance.now() - sliceStart <= SLICE_MILLISECONDS) return;
      this.#outbox.post({ type: "exportProgress", share: Math.min(1, done / total) });
      await nextMacrotask();
      if (mine !== this.#current) throw new WritingStopped();
      sliceStart = performance.now();
    };
    try {
      return await work(spend);
    } catch (thrown) {
      if (thrown instanceof WritingStopped) return null;
      throw thrown;
    }
  }
}
