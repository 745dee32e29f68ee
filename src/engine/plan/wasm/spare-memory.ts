// The memory of a decoder that is no more. WebAssembly has no way to give it back, and until the browser collects it the
// next decoder would come on top: so that one takes it, where it is still there.

/** How many times more than is needed a memory may hold to be taken: clearing it takes time. */
const MOST_TOO_LARGE = 2;

/** Keeps the memory that was left last, for as long as nobody collects it. */
export class SpareMemory {
  #left: WeakRef<WebAssembly.Memory> | null = null;

  /** Gives the memory, zeroed, for about so many bytes; null where there is none that suits. */
  take(bytes: number): WebAssembly.Memory | null {
    const memory = this.#left?.deref() ?? null;
    if (memory === null || memory.buffer.byteLength > MOST_TOO_LARGE * bytes) return null;
    this.#left = null;
    new Uint8Array(memory.buffer).fill(0);
    return memory;
  }

  /** Leaves a memory that nobody uses any more. */
  leave(memory: WebAssembly.Memory): void {
    this.#left = new WeakRef(memory);
  }
}
