// How a product is divided among workgroups and their invocations.
import type { CallOf } from "../../plan/contract/kernel-call";

/** What one workgroup computes, m x n in steps of k, and what one of its invocations keeps of it. */
export interface Tile {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** A multiple of 4, as all the others are. */
  readonly rows: number;
  readonly columns: number;
}

/** A product's tiles, and the parts that its sum is cut into. */
export interface Division {
  readonly tile: Tile;
  readonly parts: number;
}

/** Fits into 16 KiB of workgroup memory and 256 invocations on every device. */
const SMALL: Tile = { m: 32, n: 32, k: 16, rows: 4, columns: 4 };
const LARGE: Tile = { m: 64, n: 64, k: 16, rows: 4, columns: 4 };

/** So many workgroups keep a device of middling size at work. */
const ENOUGH_WORKGROUPS = 64;
/** A part is worth its write and read from so many steps of a tile on. */
const LEAST_STEPS = 4;

/** Counts the steps of a tile's sum. */
export function stepsOf({ k, batches, cBatchStride }: CallOf<"matmul">, tile: Tile): number {
  return Math.ceil(k / tile.k) * (cBatchStride === 0 ? batches : 1);
}

/** Chooses tiles that are large where there are many of them, and parts where there are few. */
export function divide(call: CallOf<"matmul">): Division {
  const { m, n, batches, cBatchStride } = call;
  const results = cBatchStride === 0 ? 1 : batches;
  const count = (tile: Tile) => Math.ceil(m / tile.m) * Math.ceil(n / tile.n) * results;
  const tile = count(LARGE) >= 4 * ENOUGH_WORKGROUPS ? LARGE : SMALL;
  const wanted = Math.ceil(ENOUGH_WORKGROUPS / count(tile));
  const steps = stepsOf(call, tile);
  const stepsAPart = Math.max(Math.ceil(steps / wanted), LEAST_STEPS);
  return { tile, parts: canBeCut(call) ? Math.ceil(steps / stepsAPart) : 1 };
}

/** Tells whether the parts of a product can be added up later: a plain one, which is not wanted at once. */
function canBeCut({ transposeA, accumulate, c, m, n, ...call }: CallOf<"matmul">): boolean {
  const isOne = call.batches === 1 || call.cBatchStride === 0;
  const isPlain = call.bias === null && call.activation === null && call.residual === null;
  // Gradients of weights: the sum goes over rows, or over products.
  const isGradient = transposeA || call.batches > 1;
  return isOne && isPlain && isGradient && !accumulate && call.cRowStride === n && c.words === m * n;
}
