// Files on their way home that are too large for memory: each is written into one that lasts until its download is over.
import type { ScratchFile } from "./scratch-file";
import type { ScratchFolder } from "./scratch-folder";

/** Writes one at a time. The newest two whole ones stay: what is on its way home from them may still be read. */
export class LeavingFiles {
  readonly #scratch: ScratchFolder;
  #earlier: ScratchFile | null = null;
  #newest: ScratchFile | null = null;

  constructor(scratch: ScratchFolder) {
    this.#scratch = scratch;
  }

  /** Gives what `work` has written piece by piece. Where it throws, nothing of the file stays. */
  async write(work: (take: (piece: Uint8Array) => void) => Promise<void>): Promise<Blob> {
    // Before the next is written, so that no third one takes room.
    await this.#earlier?.discard();
    this.#earlier = null;
    const file = await this.#scratch.create("leaving");
    try {
      await work((piece) => file.write(piece));
      const content = await file.content();
      this.#earlier = this.#newest;
      this.#newest = file;
      return content;
    } catch (thrown) {
      await file.discard();
      throw thrown;
    }
  }
}
