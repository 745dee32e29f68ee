// How the WebGPU target cuts work: kernels choose by themselves, in scratch that plans need not know of.
import type { Tuning } from "../contract/tuning";
import type { DeviceTraits } from "./traits";

/** Gives what plans for a device that is so keep to. */
export function webGpuTuning({ arenaWords = Number.POSITIVE_INFINITY }: Pick<DeviceTraits, "arenaWords">): Tuning {
  return {
    arenaWords,
    partialChunks: 1,
    productParts: () => 1,
    // With fewer rows than tokens there would be more products in the tables than in the batch.
    embeddingProducts: ({ batch, vocabulary }) => batch > vocabulary,
  };
}
