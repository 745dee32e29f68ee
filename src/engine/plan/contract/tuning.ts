// Where several ways lead to the same result but for rounding, time and memory: which of them a target takes.

/** The choices of one target. Kernels and the room that plans make for them follow them alike. */
export interface Tuning {
  /** Words of memory that are one buffer of the device: nothing lies across two, but what is longer. */
  readonly arenaWords: number;
  /** Partial results that reductions over rows or elements keep, however many threads there are. */
  readonly partialChunks: number;
  /** Parts that the sum over k of one product c (m,n) is cut into; 1 for none. */
  productParts(product: { readonly m: number; readonly n: number; readonly k: number }): number;
  /**
   * Whether embedding, flatten and linear go by tables of products for a batch of windows
   * (operations/embedding/plan-products.ts).
   */
  embeddingProducts(size: { readonly batch: number; readonly vocabulary: number }): boolean;
}
