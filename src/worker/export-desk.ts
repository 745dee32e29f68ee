// The file that is being written: tells how far it is, lets the worker hear its messages, and ends when it is stopped.
import type { SpendBytes } from "@/domain/checkpoint/zip-writer";
import type { EventOutbox } from "./event-outbox";
import type { LeavingFiles } from "./leaving-files";
import { nextMacrotask } from "./macrotask";
import { Turns } from "./turns";

const SLICE_MILLISECONDS = 25;

/** Ends the writing of a file that was stopped. */
class WritingStopped extends Error {}

/** Begins a file of `total` bytes; throws, as what it gives does, where the file was stopped. */
type BeginFile = (total: number) => SpendBytes;

/** Writes one file at a time. */
export class ExportDesk {
  readonly leaving: LeavingFiles;
  readonly #outbox: Pick<EventOutbox, "post">;
  readonly #turns = new Turns();

  /** `leaving` takes the files that are too large for memory. */
  constructor(outbox: Pick<EventOutbox, "post">, leaving: LeavingFiles) {
    this.#outbox = outbox;
    this.leaving = leaving;
  }

  /** Gives the file under way up. */
  stop(): void {
    this.#turns.stop();
  }

  /**
   * Writes a file by `work`, which says how many bytes before packing it is about to write, and then what it has written.
   * Null when it was stopped, while it waited for its turn to begin too.
   */
  async write<T>(work: (begin: BeginFile) => Promise<T>): Promise<T | null> {
    const mayGoOn = this.#turns.begin();
    const goOn = () => {
      if (!mayGoOn()) throw new WritingStopped();
    };
    const begin: BeginFile = (total) => {
      goOn();
      let done = 0;
      let sliceStart = performance.now();
      return async (bytes) => {
        done += bytes;
        if (performance.now() - sliceStart <= SLICE_MILLISECONDS) return;
        this.#outbox.post({ type: "exportProgress", share: Math.min(1, done / total) });
        await nextMacrotask();
        goOn();
        sliceStart = performance.now();
      };
    };
    try {
      const written = await work(begin);
      return mayGoOn() ? written : null;
    } catch (thrown) {
      if (thrown instanceof WritingStopped) return null;
      throw thrown;
    }
  }
}
