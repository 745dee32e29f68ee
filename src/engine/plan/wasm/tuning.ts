// How the WASM target cuts work: into the blocks that threads claim, pack and keep in a cache, and into the parts of
// sums. The host makes room for them (scratch.ts, the plans); the build hands the numbers on to the kernels.
import type { Tuning } from "../contract/tuning";

/** Most rows, and the columns, of a register tile (assembly/tile.ts). */
export const MR = 6;
export const NR = 8;

/** The most rows of a product in a piece, and of a batch that go through a GRU's sequence together. */
export const ROW_BLOCK = 96;
/** Rows of a product that are packed together: few, so that they lie near while panels of columns go by. */
export const PACKED_ROWS = 24;
/** A GRU's sequences are given out in multiples of so many rows. */
export const SEQUENCE_UNIT = 16;
/** Depth that is packed together, so that a panel of rows and one of columns fit into 32 KiB: sums are cut at its multiples. */
export const KC = 512;
/**
 * Columns that gemm packs together. They are read in one straight line, from a cache that threads share if need be, while
 * the fewer they are, the more often the rows are packed beside them.
 */
export const NC = 1024;
/** Where fewer columns would fit at a product's whole depth, it is cut by depth instead. */
export const LEAST_COLUMNS = 64;
/** Query rows whose scores attention keeps at once. */
export const QUERY_BLOCK = 24;

/** A tile at the edge of a result, in bytes; it stands first, and its end keeps what follows aligned. */
export const EDGE_BYTES = 256;
/** The edge tile and a block of packed rows, which multiplyRows uses from the scratch address that it is given. */
export const ROWS_BYTES = EDGE_BYTES + 4 * PACKED_ROWS * KC;
/** A block of packed columns, which gemm puts behind them. */
export const COLUMNS_BYTES = 4 * KC * NC;
/** The most of a product's columns in a piece at its whole depth: half of that, since the second cache holds more than them. */
export const PIECE_BYTES = COLUMNS_BYTES / 2;

/** Chunks of a reduction over rows, summed apart and then in order. */
export const PARTIAL_CHUNKS = 16;
/** Parts of a product's sum over k where it has room for partial results. */
export const PRODUCT_PARTS = 8;
/** From here on a sum over k is worth cutting into parts that threads can share. */
const LEAST_DEPTH = 1024;
/** The largest result whose parts still lie in a cache. */
const MOST_WORDS = 2 ** 17;

/** What plans for this target keep to. */
export const wasmTuning: Tuning = {
  arenaWords: Number.POSITIVE_INFINITY,
  partialChunks: PARTIAL_CHUNKS,
  productParts: ({ m, n, k }) => (k >= LEAST_DEPTH && m * n <= MOST_WORDS ? PRODUCT_PARTS : 1),
  // With fewer rows than tokens there would be more products in the tables than in the batch.
  embeddingProducts: ({ batch, vocabulary }) => batch > vocabulary,
};
