// How a product is divided among workgroups and their invocations: the forms that it may take, and the parts that each
// cuts a long sum into.
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

/** By tiles in workgroup memory; a sum is cut until there are so many workgroups. */
export interface TileForm extends Tile {
  readonly kind: "tiles";
  readonly workgroups: number;
}

/** By blocks of an invocation from memory, multiples of 4; a sum is cut until there are so many invocations. */
export interface BlockForm {
  readonly kind: "blocks";
  readonly rows: number;
  readonly columns: number;
  readonly invocations: number;
}

/** A product's tiles, and the parts that its sum is cut into. */
export interface TiledDivision {
  readonly tile: Tile;
  readonly parts: number;
}

/** A part is worth its write and read from so many steps of a tile on, */
const LEAST_STEPS = 4;
/** and without tiles from so many positions on, a multiple of 4. */
export const LEAST_DEPTH = 64;

/** Counts the steps of a tile's sum. */
export function stepsOf({ k, batches, cBatchStride }: Matmul, tile: Tile): number {
  return Math.ceil(k / tile.k) * (cBatchStride === 0 ? batches : 1);
}

/** Counts the tiles, or blocks, of all results of a call. */
export function countTiles({ m, n, batches, cBatchStride }: Matmul, tile: Pick<Tile, "m" | "n">): number {
  return Math.ceil(m / tile.m) * Math.ceil(n / tile.n) * (cBatchStride === 0 ? 1 : batches);
}

/** Cuts the sum into parts where there are few tiles. */
export function divideIntoTiles(call: Matmul, tile: TileForm): TiledDivision {
  const wanted = tile.workgroups / countTiles(call, tile);
  return { tile, parts: canBeCut(call) ? cut(stepsOf(call, tile), wanted, LEAST_STEPS) : 1 };
}

/** What one invocation computes from memory, and the parts that the sum is cut into. */
export interface BlockDivision {
  readonly rows: number;
  readonly columns: number;
  /** Of whole products where several are summed, of LEAST_DEPTH positions of the sum otherwise. */
  readonly parts: number;
}

/** Cuts the sum into parts where there are few blocks. */
export function divideIntoBlocks(call: Matmul, { rows, columns, invocations }: BlockForm): BlockDivision {
  const { m, n, k, batches } = call;
  const wanted = invocations / (Math.ceil(m / rows) * Math.ceil(n / columns));
  const steps = batches > 1 ? batches : Math.ceil(k / LEAST_DEPTH);
  return { rows, columns, parts: canBeCut(call) ? cut(steps, wanted, 1) : 1 };
}

/** Gives how many parts of equal length, the last one aside, come near to what is wanted. */
function cut(steps: number, wanted: number, least: number): number {
  return Math.ceil(steps / Math.max(Math.ceil(steps / Math.ceil(wanted)), least));
}

/** Tells whether the parts of a product can be added up later: a plain one, which is not wanted at once. */
export function canBeCut({ transposeA, accumulate, c, m, n, ...call }: Matmul): boolean {
  const isOne = call.batches === 1 || call.cBatchStride === 0;
  const isPlain = call.bias === null && call.activation === null && call.residual === null;
  // Gradients of weights: the sum goes over rows, or over products.
  const isGradient = transposeA || call.batches > 1;
  return isOne && isPlain && isGradient && !accumulate && call.cRowStride === n && c.words === m * n;
}
