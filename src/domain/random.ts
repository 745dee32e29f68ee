// The one source of chance: a counter-based generator. Any number is a pure function of
// (seed, stream, step, index), so runs repeat and resume without stored generator state.
// 32-bit integer operations only, so that TypeScript, WGSL and WASM give the same bits.

/** What the numbers are for; streams with different names are independent. */
export type StreamName =
  | "initialization"
  | "windowOrder"
  | "split"
  | "recordOrder"
  | "dropout"
  | "sampling"
  | "bootstrap"
  | "rowDraw";

/** Two words that select one sequence of the generator. */
export interface RandomKey {
  readonly a: number;
  readonly b: number;
}

/** Scrambles 32 bits. Source: C. Wellons, "Prospecting for Hash Functions" (lowbias32). */
export function mix32(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

/** Hashes any text to 32 bits (FNV-1a over UTF-16 units, then mixed). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix32(hash);
}

/** Derives the key of a sequence from a seed, a stream, a step and a lane (for example a node). */
export function randomKey(seed: number, stream: StreamName, step = 0, lane = 0): RandomKey {
  const base = mix32(seed ^ hashText(stream));
  const a = mix32(mix32(base + Math.imul(step, 0x9e3779b9)) ^ Math.imul(lane + 1, 0x85ebca6b));
  return { a, b: mix32(a ^ 0x68e31da4) };
}

/** Gives the 32 random bits at `index` of a sequence, an integer in [0, 2^32). */
export function randomBits(key: RandomKey, index: number): number {
  return mix32(mix32(index ^ key.a) + key.b);
}

/** Gives the number at `index` of a sequence, uniform in [0, 1) with 24 bits, exact in float32. */
export function uniform(key: RandomKey, index: number): number {
  return (randomBits(key, index) >>> 8) * 2 ** -24;
}

/** Gives the number at `index` of a sequence, standard normal (Box and Muller, 1958). */
export function normal(key: RandomKey, index: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform(key, 2 * index)));
  return radius * Math.cos(2 * Math.PI * uniform(key, 2 * index + 1));
}
