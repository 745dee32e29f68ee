// The buffers that a stretch of memory consists of: as many as it takes, each as long as the device allows.

/** A stretch of memory on a GPUDevice. */
export class Arenas {
  /** All together. */
  readonly words: number;
  readonly #buffers: readonly GPUBuffer[];
  readonly #arenaWords: number;

  /** Allocates `bytes` in buffers of at most `arenaWords`; the last one is no longer than it must be. */
  constructor(gpu: GPUDevice, bytes: number, usage: GPUBufferUsageFlags, arenaWords = Number.POSITIVE_INFINITY) {
    this.words = bytes / 4;
    this.#arenaWords = Math.min(arenaWords, Math.max(this.words, 1));
    const count = Math.max(1, Math.ceil(this.words / this.#arenaWords));
    this.#buffers = Array.from({ length: count }, (_, index) => {
      const words = Math.min(this.#arenaWords, this.words - index * this.#arenaWords);
      return gpu.createBuffer({ size: 4 * words, usage });
    });
  }

  /** Gives the buffer that a word lies in, and its address there in bytes. */
  at(word: number): [buffer: GPUBuffer, address: number] {
    return [this.#buffers[Math.floor(word / this.#arenaWords)], 4 * (word % this.#arenaWords)];
  }

  destroy(): void {
    for (const buffer of this.#buffers) buffer.destroy();
  }
}
