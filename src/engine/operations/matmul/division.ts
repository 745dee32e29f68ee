// How a product is divided among workgroups and their invocations.
import type { CallOf } from "../../plan/contract/kernel-call";

type Matmul = CallOf<"matmul">;

/** What one workgroup computes, m x n in steps of k, and what one of its invocations keeps of it. */
export interface Tile {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** Multiples of 4, as all the others are. */
  readonly rows: number;
  readonly columns: number;
}

/** A product's tiles, and the parts that its sum is cut into. */
export interface TiledDivision {
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
export function stepsOf({ k, batches, cBatchStride }: Matmul, tile: Tile): number {
  return Math.ceil(k / tile.k) * (cBatchStride === 0 ? batches : 1);
}

/** Chooses tiles that are large where there are many of them, and parts where there are few. */
export function divideIntoTiles(call: Matmul): TiledDivision {
  const { m, n, batches, cBatchStride } = call;
  const results = cBatchStride === 0 ? 1 : batches;
  const count = (tile: Tile) => Math.ceil(m / tile.m) * Math.ceil(n / tile.n) * results;
  const tile = count(LARGE) >= 4 * ENOUGH_WORKGROUPS ? LARGE : SMALL;
  return { tile, parts: canBeCut(call) ? cut(stepsOf(call, tile), ENOUGH_WORKGROUPS / count(tile), LEAST_STEPS) : 1 };
}

/** What one invocation computes from memory, and the parts that the sum is cut into. */
export interface BlockDivision {
  readonly rows: number;
  readonly columns: number;
  /** Whole products where several are summed, positions of the sum otherwise. */
  readonly part: number;
  readonly parts: number;
}

/** Multiples of 4. */
const BLOCK = { rows: 8, columns: 8 };
/** Enough for the few processors that do without workgroup memory, */
const ENOUGH_BLOCKS = 512;
/** in parts of so many positions, a multiple of 4, at least. */
const LEAST_DEPTH = 64;

/** Chooses blocks, and parts where there are few. */
export function divideIntoBlocks(call: Matmul): BlockDivision {
  const { m, n, k, batches } = call;
  const blocks = Math.ceil(m / BLOCK.rows) * Math.ceil(n / BLOCK.columns);
  const wanted = ENOUGH_BLOCKS / blocks;
  if (!canBeCut(call)) return { ...BLOCK, part: Math.max(k, batches), parts: 1 };
  const [steps, unit] = batches > 1 ? [batches, 1] : [Math.ceil(k / LEAST_DEPTH), LEAST_DEPTH];
  const parts = cut(steps, wanted, 1);
  return { ...BLOCK, part: Math.ceil(steps / parts) * unit, parts };
}

/** Gives how many parts of equal length, the last one aside, come near to what is wanted. */
function cut(steps: number, wanted: number, least: number): number {
  return Math.ceil(steps / Math.max(Math.ceil(steps / Math.ceil(wanted)), least));
}

/** Tells whether the parts of a product can be added up later: a plain one, which is not wanted at once. */
function canBeCut({ transposeA, accumulate, c, m, n, ...call }: Matmul): boolean {
  const isOne = call.batches === 1 || call.cBatchStride === 0;
  const isPlain = call.bias === null && call.activation === null && call.residual === null;
  // Gradients of weights: the sum goes over rows, or over products.
  const isGradient = transposeA || call.batches > 1;
  return isOne && isPlain && isGradient && !accumulate && call.cRowStride === n && c.words === m * n;
}
