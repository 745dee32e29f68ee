// Watches over the reading of a file: tells how far it is, rests so that messages are heard, and ends it when it is
// cancelled or grows beyond what a text could be.
import { nextMacrotask } from "../macrotask";
import { ContainerRefused, type ReadingWatch } from "./container-reader";

const SLICE_MILLISECONDS = 30;
/** All that is unpacked of one load. */
const MOST_BYTES = 2 ** 29;
/** No text packs to less than a share of this, and below so many bytes it does not matter. */
const LARGEST_RATIO = 300;
const HARMLESS_BYTES = 2 ** 26;

/** Ends a load that was cancelled or overtaken. */
export class LoadCancelled extends Error {}

/** What a watch asks and tells. */
export interface WatchedLoad {
  /** Bytes of the files as they lie on the disk, 0 where unknown. */
  readonly packedBytes: number;
  readonly isCancelled: () => boolean;
  readonly progress: (bytes: number, totalBytes: number) => void;
}

/** Creates a watch. Its `spend` throws LoadCancelled and ContainerRefused("tooLarge"). */
export function createSliceWatch({ packedBytes, isCancelled, progress }: WatchedLoad): ReadingWatch {
  let spent = 0;
  let expected = packedBytes;
  let started = performance.now();
  return {
    expect(bytes) {
      expected += bytes;
    },
    async spend(bytes) {
      spent += bytes;
      const isBomb = packedBytes > 0 && spent > HARMLESS_BYTES && spent > LARGEST_RATIO * packedBytes;
      if (isBomb || spent > MOST_BYTES) throw new ContainerRefused("tooLarge");
      if (isCancelled()) throw new LoadCancelled();
      if (performance.now() - started < SLICE_MILLISECONDS) return;
      progress(spent, Math.max(expected, spent));
      await nextMacrotask();
      if (isCancelled()) throw new LoadCancelled();
      started = performance.now();
    },
  };
}
