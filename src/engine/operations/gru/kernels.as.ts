// The recurrence of a GRU layer (Keras' reset_after cell) over all positions, forward and backward.
// Rows of the batch are independent, so a piece is some rows that run through the whole sequence.
import { claim, pieceItems, scratch } from "../../plan/wasm/assembly/context.as";
import { FEW_ROWS, rowsTimesMatrix } from "../../plan/wasm/assembly/few-rows.as";
import { multiplyRows, packMatrix } from "../../plan/wasm/assembly/gemm.as";
import { loadPart, madd, sigmoid4, splat, storePart, tanh4 } from "../../plan/wasm/assembly/vector.as";
import { ROW_BLOCK, ROWS_BYTES, SEQUENCE_UNIT } from "../../plan/wasm/generated/constants.as";
import { GruArguments, GruBackwardArguments } from "../../plan/wasm/generated/kernel-arguments.as";

/**
 * Rows of the batch that go through the sequence together: their state and gates stay in the second-level cache.
 * @inline
 */
function sequenceRows(batch: i32): i32 {
  return pieceItems(batch, SEQUENCE_UNIT, ROW_BLOCK);
}

/** y (B,T,C), gates (B,T,4C) and previous (B,T,C) from projected (B,T,3C) */
export function gru(args: GruArguments): void {
  const recurrent = args.recurrent;
  const initial = args.initial;
  const last = args.final;
  const batch = args.batch;
  const positions = args.positions;
  const channels = args.channels;
  const state = scratch + ROWS_BYTES;
  const products = state + ((<usize>(ROW_BLOCK * channels)) << 2);
  const packedB = products + ((<usize>(ROW_BLOCK * 3 * channels)) << 2);
  const bytes = (<usize>channels) << 2;
  const few = batch <= FEW_ROWS;
  const piece = sequenceRows(batch);
  let packed = false;
  for (let row = claim() * piece; row < batch; row = claim() * piece) {
    const rows = min(piece, batch - row);
    if (!few && !packed) packMatrix<f32>(packedB, recurrent, 3 * channels, false, 3 * channels, channels);
    packed = true;
    if (initial != 0) memory.copy(state, initial + <usize>row * bytes, <usize>rows * bytes);
    else memory.fill(state, 0, <usize>rows * bytes);
    for (let t = 0; t < positions; t++) {
      if (few) {
        rowsTimesMatrix<f32>(
          state,
          channels,
          recurrent,
          3 * channels,
          products,
          3 * channels,
          rows,
          3 * channels,
          channels,
          false,
        );
      } else {
        multiplyRows(
          scratch,
          state,
          channels,
          false,
          packedB,
          products,
          3 * channels,
          rows,
          3 * channels,
          channels,
          false,
        );
      }
      for (let i = 0; i < rows; i++) {
        cell(args, (row + i) * positions + t, state + <usize>i * bytes, products + <usize>i * 3 * bytes, channels);
      }
    }
    if (last != 0) memory.copy(last + <usize>row * bytes, state, <usize>rows * bytes);
  }
}

/** One row's cell at one position: updates state (C) from the recurrent product (3C). */
function cell(args: GruArguments, index: i32, state: usize, product: usize, channels: i32): void {
  const bytes = (<usize>channels) << 2;
  const projected = args.projected + <usize>index * 3 * bytes;
  const bias = args.bias;
  const recurrentBias = bias + 3 * bytes;
  const y = args.y;
  const gates = args.gates;
  const previous = args.previous;
  const yRow = y == 0 ? 0 : y + <usize>index * bytes;
  const gateRow = gates == 0 ? 0 : gates + <usize>index * 4 * bytes;
  const previousRow = previous == 0 ? 0 : previous + <usize>index * bytes;
  let c = 0;
  for (; c + 4 <= channels; c += 4) {
    cellPart(projected, product, bias, recurrentBias, state, yRow, previousRow, gateRow, (<usize>c) << 2, bytes, 4);
  }
  if (c < channels) {
    cellPart(
      projected,
      product,
      bias,
      recurrentBias,
      state,
      yRow,
      previousRow,
      gateRow,
      (<usize>c) << 2,
      bytes,
      channels - c,
    );
  }
}

/** Up to four channels of a cell; yRow, previousRow and gateRow are 0 where nobody wants them. @inline */
function cellPart(
  projected: usize,
  product: usize,
  bias: usize,
  recurrentBias: usize,
  state: usize,
  yRow: usize,
  previousRow: usize,
  gateRow: usize,
  at: usize,
  bytes: usize,
  count: i32,
): void {
  const z = sigmoid4(sum4(projected, product, bias, recurrentBias, at, count));
  const r = sigmoid4(sum4(projected, product, bias, recurrentBias, at + bytes, count));
  const inner = at + 2 * bytes;
  const rec = f32x4.add(loadPart(product + inner, count), loadPart(recurrentBias + inner, count));
  const input = f32x4.add(loadPart(projected + inner, count), loadPart(bias + inner, count));
  const candidate = tanh4(madd(r, rec, input));
  const before = loadPart(state + at, count);
  const after = madd(z, f32x4.sub(before, candidate), candidate);
  storePart(state + at, after, count);
  if (yRow != 0) storePart(yRow + at, after, count);
  if (previousRow != 0) storePart(previousRow + at, before, count);
  if (gateRow == 0) return;
  storePart(gateRow + at, z, count);
  storePart(gateRow + at + bytes, r, count);
  storePart(gateRow + at + 2 * bytes, candidate, count);
  storePart(gateRow + at + 3 * bytes, rec, count);
}

/** @inline */
function sum4(a: usize, b: usize, c: usize, d: usize, at: usize, count: i32): v128 {
  return f32x4.add(
    f32x4.add(loadPart(a + at, count), loadPart(c + at, count)),
    f32x4.add(loadPart(b + at, count), loadPart(d + at, count)),
  );
}

/** dProjected and dRecurrent (B,T,3C), from the last position to the first. */
export function gruBackward(args: GruBackwardArguments): void {
  const recurrent = args.recurrent;
  const dRecurrent = args.dRecurrent;
  const batch = args.batch;
  const positions = args.positions;
  const channels = args.channels;
  const carry = scratch + ROWS_BYTES;
  const packedB = carry + ((<usize>(ROW_BLOCK * channels)) << 2);
  const bytes = (<usize>channels) << 2;
  const piece = sequenceRows(batch);
  let packed = false;
  for (let row = claim() * piece; row < batch; row = claim() * piece) {
    const rows = min(piece, batch - row);
    if (!packed) packMatrix<f32>(packedB, recurrent, 3 * channels, true, channels, 3 * channels);
    packed = true;
    memory.fill(carry, 0, <usize>rows * bytes);
    for (let t = positions - 1; t >= 0; t--) {
      for (let i = 0; i < rows; i++) cellBackward(args, row + i, t, carry + <usize>i * bytes);
      if (t == 0) break;
      const from = dRecurrent + <usize>(row * positions + t) * 3 * bytes;
      multiplyRows(
        scratch,
        from,
        positions * 3 * channels,
        false,
        packedB,
        carry,
        channels,
        rows,
        channels,
        3 * channels,
        true,
      );
    }
  }
}

/** One row's cell: carry (C) holds the gradient of the state after t, then its direct part before t. */
function cellBackward(args: GruBackwardArguments, row: i32, t: i32, carry: usize): void {
  const positions = args.positions;
  const channels = args.channels;
  const lastOnly = args.lastOnly;
  const index = row * positions + t;
  const bytes = (<usize>channels) << 2;
  const hasGradient = !lastOnly || t == positions - 1;
  const dY = args.dY + <usize>(lastOnly ? row : index) * bytes;
  const gates = args.gates + <usize>index * 4 * bytes;
  const previous = args.previous + <usize>index * bytes;
  const dProjected = args.dProjected + <usize>index * 3 * bytes;
  const dRecurrent = args.dRecurrent + <usize>index * 3 * bytes;
  let c = 0;
  for (; c + 4 <= channels; c += 4) {
    cellPartBackward(carry, hasGradient ? dY : 0, gates, previous, dProjected, dRecurrent, (<usize>c) << 2, bytes, 4);
  }
  if (c < channels) {
    const count = channels - c;
    cellPartBackward(
      carry,
      hasGradient ? dY : 0,
      gates,
      previous,
      dProjected,
      dRecurrent,
      (<usize>c) << 2,
      bytes,
      count,
    );
  }
}

/** Up to four channels of a cell backward; dY is 0 where the output was not used. @inline */
function cellPartBackward(
  carry: usize,
  dY: usize,
  gates: usize,
  previous: usize,
  dProjected: usize,
  dRecurrent: usize,
  at: usize,
  bytes: usize,
  count: i32,
): void {
  const one = splat(1);
  let d = loadPart(carry + at, count);
  if (dY != 0) d = f32x4.add(d, loadPart(dY + at, count));
  const z = loadPart(gates + at, count);
  const r = loadPart(gates + at + bytes, count);
  const candidate = loadPart(gates + at + 2 * bytes, count);
  const rec = loadPart(gates + at + 3 * bytes, count);
  const before = loadPart(previous + at, count);
  const rest = f32x4.sub(one, z);
  const dZ = f32x4.mul(f32x4.mul(d, f32x4.sub(before, candidate)), f32x4.mul(z, rest));
  const slope = f32x4.sub(one, f32x4.mul(candidate, candidate));
  const dCandidate = f32x4.mul(f32x4.mul(d, rest), slope);
  const dR = f32x4.mul(f32x4.mul(dCandidate, rec), f32x4.mul(r, f32x4.sub(one, r)));
  storePart(dProjected + at, dZ, count);
  storePart(dProjected + at + bytes, dR, count);
  storePart(dProjected + at + 2 * bytes, dCandidate, count);
  storePart(dRecurrent + at, dZ, count);
  storePart(dRecurrent + at + bytes, dR, count);
  storePart(dRecurrent + at + 2 * bytes, f32x4.mul(dCandidate, r), count);
  storePart(carry + at, f32x4.mul(d, z), count);
}
