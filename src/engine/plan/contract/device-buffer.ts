// Handles for what kernels read and write. Where a buffer lies is the memory plan's business, what it
// lies in the device's.

/** A stretch of 32-bit words; a part lies inside another buffer. */
export interface DeviceBuffer {
  readonly name: string;
  readonly words: number;
  readonly within: { readonly whole: DeviceBuffer; readonly start: number } | null;
}

// 256 bytes: the strictest alignment of storage bindings on WebGPU.
const ALIGNMENT_WORDS = 64;

/** Rounds words up to where the next buffer may start on any target. */
export function alignedWords(words: number): number {
  return Math.ceil(words / ALIGNMENT_WORDS) * ALIGNMENT_WORDS;
}

/** Names a buffer of its own. */
export function createBuffer(name: string, words: number): DeviceBuffer {
  return { name, words, within: null };
}

/** Names a part of a buffer, `start` in words. */
export function partOf(whole: DeviceBuffer, name: string, start: number, words: number): DeviceBuffer {
  if (start < 0 || start + words > whole.words) {
    throw new Error(`partOf: expected a part of the ${whole.words} words of ${whole.name}, got ${start} + ${words}`);
  }
  return { name, words, within: { whole, start } };
}

/** Gives the buffer that a part, or a part of a part, lies in, and its start in words. */
export function placeOf(buffer: DeviceBuffer): { readonly whole: DeviceBuffer; readonly start: number } {
  if (buffer.within === null) return { whole: buffer, start: 0 };
  const outer = placeOf(buffer.within.whole);
  return { whole: outer.whole, start: outer.start + buffer.within.start };
}
