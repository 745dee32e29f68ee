// Which bytes of a file that is larger than memory should hold are read: its beginning, or stretches evenly spaced
// over all of it. Stretches begin and end at line breaks, in a table at those that no quotes enclose.

/** What of a file is read. */
export interface ByteSample {
  readonly how: SampleWay;
  readonly readBytes: number;
  /** Size of the file, 0 where it is unknown. */
  readonly totalBytes: number;
}

/** "share" for evenly spaced stretches, "head" for the beginning. */
export type SampleWay = "share" | "head";

/** How a file is sampled. */
export interface SamplePlan {
  readonly how: SampleWay;
  readonly totalBytes: number;
  /** Bytes to read, the lines at the borders beside. */
  readonly limit: number;
  /** Bytes of the file that were read before. */
  readonly start: number;
  /** Whether quotes may enclose line breaks. */
  readonly isQuoted: boolean;
}

/** Takes the bytes of a file in order, in pieces of any size. */
export interface ByteSampler {
  /** Gives those that are read, in order. */
  push(bytes: Uint8Array): readonly Uint8Array[];
  /** Whether no later byte will be read. */
  readonly isFull: boolean;
  readonly how: SampleWay;
  readonly readBytes: number;
  /** Whether bytes were or will be left out. */
  readonly isSampling: boolean;
}

/** Most stretches, and the shortest one; a file falls into many short ones so that no part of it is left out. */
const MOST_STRETCHES = 64;
const SHORTEST_STRETCH = 1 << 18;
/** Bytes beyond the end of a stretch in which a line must end; a longer line is cut between two characters. */
const LONGEST_WAIT = 1 << 16;
const LINE_FEED = 10;
const QUOTE = 34;

/** Creates the sampler of one file. */
export function createByteSampler({ how, totalBytes, limit, start, isQuoted }: SamplePlan): ByteSampler {
  const stretches = how === "head" ? 1 : Math.max(1, Math.min(MOST_STRETCHES, Math.floor(limit / SHORTEST_STRETCH)));
  const length = limit / stretches;
  const startOf = (stretch: number): number => Math.floor((stretch * totalBytes) / stretches);
  let stretch = 0;
  let isTaking = true;
  let position = start;
  let readBytes = start;
  let isEnclosed = false;

  /** Passes over bytes and keeps count of the quotes in them. */
  function pass(bytes: Uint8Array, from: number, until: number): void {
    if (isQuoted) {
      for (let at = bytes.indexOf(QUOTE, from); at !== -1 && at < until; at = bytes.indexOf(QUOTE, at + 1)) {
        isEnclosed = !isEnclosed;
      }
    }
    position += until - from;
  }

  /** Passes on to where a stretch may begin or end, at `border` or as soon after it as a line ends; -1 for nowhere. */
  function passToSeam(bytes: Uint8Array, from: number, border: number): number {
    for (let at = from; at < bytes.length; at++) {
      const waited = position - border;
      // No byte of UTF-8 that goes on with a character.
      if (waited > 2 * LONGEST_WAIT && (bytes[at] & 0xc0) !== 0x80) return at;
      if (isQuoted && bytes[at] === QUOTE) isEnclosed = !isEnclosed;
      position++;
      if (bytes[at] === LINE_FEED && (!isEnclosed || waited > LONGEST_WAIT)) {
        isEnclosed = false;
        return at + 1;
      }
    }
    return -1;
  }

  return {
    how,
    get isSampling() {
      return totalBytes > limit || stretch === stretches;
    },
    get isFull() {
      return stretch === stretches;
    },
    get readBytes() {
      return readBytes;
    },
    push(bytes) {
      const taken: Uint8Array[] = [];
      for (let at = 0; at < bytes.length && stretch < stretches; ) {
        const border = isTaking ? startOf(stretch) + length : startOf(stretch);
        const near = Math.min(bytes.length, at + Math.max(0, Math.floor(border - position)));
        pass(bytes, at, near);
        const seam = near === bytes.length ? -1 : passToSeam(bytes, near, border);
        const end = seam === -1 ? bytes.length : seam;
        if (isTaking) {
          taken.push(bytes.subarray(at, end));
          readBytes += end - at;
        }
        at = end;
        if (seam === -1) continue;
        if (isTaking) stretch++;
        // Where the next stretch has begun already it goes on.
        isTaking = !isTaking || (stretch < stretches && startOf(stretch) <= position);
      }
      return taken;
    },
  };
}
