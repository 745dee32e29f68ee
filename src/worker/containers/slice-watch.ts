// Watches over the reading of a file: tells how far it is, rests so that messages are heard, and ends it when it is
// cancelled or grows beyond what a text could be.
import { previewSource } from "@/domain/corpus/preview-source";
import type { SourceSummary } from "@/domain/corpus/source";
import { nextMacrotask } from "../macrotask";
import { ContainerRefused, type ReadingWatch } from "./container-reader";

const SLICE_MILLISECONDS = 30;
/** Size from which a file takes long enough that its start is shown while it is read. */
const PREVIEWED_BYTES = 2 ** 21;
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
  /** Takes how a long file begins, while the rest is still on its way. */
  readonly preview?: (summary: SourceSummary) => void;
}

/** Creates a watch. Its `spend` throws LoadCancelled and ContainerRefused("tooLarge"). */
export function createSliceWatch({ packedBytes, isCancelled, progress, preview }: WatchedLoad): ReadingWatch {
  let spent = 0;
  let expected = packedBytes;
  let started = performance.now();
  return {
    expect(bytes) {
      expected += bytes;
    },
    began(head, input) {
      const summary = input.totalBytes >= PREVIEWED_BYTES ? previewSource(head, input) : null;
      if (summary !== null) preview?.(summary);
    },
    async spend(bytes) {
      spent += bytes;
      const isBomb = packedBytes > 0 && spent > HARMLESS_BYTES && spent > LARGEST_RATIO * packedBytes;
      // A file as it lies on the disk is read in part where it is too large.
      if (isBomb || spent > Math.max(MOST_BYTES, packedBytes)) throw new ContainerRefused("tooLarge");
      if (isCancelled()) throw new LoadCancelled();
      if (performance.now() - started < SLICE_MILLISECONDS) return;
      progress(spent, Math.max(expected, spent));
      await nextMacrotask();
      if (isCancelled()) throw new LoadCancelled();
      started = performance.now();
    },
  };
}
