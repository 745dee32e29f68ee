// How the WebGPU target cuts work: kernels choose by themselves, in scratch that plans need not know of.
import type { Tuning } from "../contract/tuning";

/** What plans for this target keep to. */
export const webGpuTuning: Tuning = {
  partialChunks: 1,
  productParts: () => 1,
  // With fewer rows than tokens there would be more products in the tables than in the batch.
  embeddingProducts: ({ batch, vocabulary }) => batch > vocabulary,
};
