// Scaled dot-product attention (Vaswani et al., 2017), causal or not, forward and backward, in blocks of
// query rows: scores live only in scratch, and the backward pass recomputes them from logSums
// (Dao et al., 2022). Pieces are pairs of sequence and head.
import { claim, scratch, thread } from "../../plan/wasm/assembly/context.as";
import { multiplyPacked, multiplyPanels } from "../../plan/wasm/assembly/gemm.as";
import { packColumns, packRows } from "../../plan/wasm/assembly/pack.as";
import { exp4, loadPart, log, madd, maxLanes, splat, storePart, sumLanes } from "../../plan/wasm/assembly/vector.as";
import { EDGE_BYTES, NR, QUERY_BLOCK } from "../../plan/wasm/generated/constants.as";
import {
  AttentionArguments,
  AttentionBackwardArguments,
  AttentionCachedArguments,
} from "../../plan/wasm/generated/kernel-arguments.as";

/** @inline */
function padded(count: i32, unit: i32): i32 {
  return ((count + unit - 1) / unit) * unit;
}

/** The scratch of one thread after the edge tile; every part is sized for T positions and D channels a head. @inline */
function panelBytes(positions: i32, depth: i32): usize {
  return (<usize>(padded(positions, NR) * padded(depth, NR))) << 2;
}
/** @inline */
function blockBytes(positions: i32, depth: i32): usize {
  return (<usize>((QUERY_BLOCK + NR) * padded(max(positions, depth), NR))) << 2;
}

/** y (B,T,C) from qkv (B,T,3C); logSums (B,H,T) */
export function attention(args: AttentionArguments): void {
  const batch = args.batch;
  const heads = args.heads;
  const units = batch * heads;
  for (let unit = claim(); unit < units; unit = claim()) attendUnit(args, unit / heads, unit % heads);
}

function attendUnit(args: AttentionArguments, sequence: i32, head: i32): void {
  const positions = args.positions;
  const channels = args.channels;
  const heads = args.heads;
  const causal = args.causal;
  const depth = channels / heads;
  const stride = 3 * channels;
  const q = args.qkv + ((<usize>(sequence * positions * stride + head * depth)) << 2);
  const k = q + ((<usize>channels) << 2);
  const v = k + ((<usize>channels) << 2);
  const y = args.y + ((<usize>(sequence * positions * channels + head * depth)) << 2);
  const logSums = args.logSums;
  const logRow = logSums + ((<usize>((sequence * heads + head) * positions)) << 2);
  const keys = scratch + EDGE_BYTES;
  const values = keys + panelBytes(positions, depth);
  const scores = values + panelBytes(positions, depth);
  const packed = scores + blockBytes(positions, depth);
  const scoreStride = padded(positions, NR);
  const scale: f32 = 1 / sqrt<f32>(<f32>depth);
  packColumns<f32>(keys, k, stride, true, positions, depth);
  packColumns<f32>(values, v, stride, false, depth, positions);
  for (let row = 0; row < positions; row += QUERY_BLOCK) {
    const rows = min(QUERY_BLOCK, positions - row);
    const columns = causal ? row + rows : positions;
    packRows(packed, q + ((<usize>(row * stride)) << 2), stride, false, rows, depth);
    multiplyPacked(scratch, packed, keys, scores, scoreStride, rows, columns, depth, false);
    for (let i = 0; i < rows; i++) {
      const from = scores + ((<usize>(i * scoreStride)) << 2);
      const logSum = softmaxRow(from, causal ? row + i + 1 : columns, columns, scale);
      if (logSums != 0) store<f32>(logRow + ((<usize>(row + i)) << 2), logSum);
    }
    packRows(packed, scores, scoreStride, false, rows, columns);
    const target = y + ((<usize>(row * channels)) << 2);
    multiplyPanels(scratch, packed, values, positions, target, channels, rows, depth, columns, false);
  }
}

/** Softmax of scale * row over the first `seen` columns, 0 up to `columns`; gives the log of the denominator. */
function softmaxRow(row: usize, seen: i32, columns: i32, scale: f32): f32 {
  let most = splat(-Infinity);
  let j = 0;
  for (; j + 4 <= seen; j += 4) most = f32x4.pmax(most, v128.load(row + ((<usize>j) << 2)));
  let largest = maxLanes(most);
  for (; j < seen; j++) largest = max(largest, load<f32>(row + ((<usize>j) << 2)));
  const shift = splat(-largest * scale);
  const factor = splat(scale);
  let sums = splat(0);
  for (j = 0; j + 4 <= seen; j += 4) {
    const e = exp4(madd(v128.load(row + ((<usize>j) << 2)), factor, shift));
    sums = f32x4.add(sums, e);
    v128.store(row + ((<usize>j) << 2), e);
  }
  let sum = sumLanes(sums);
  for (; j < seen; j++) {
    const at = row + ((<usize>j) << 2);
    const e = f32x4.extract_lane(exp4(madd(v128.load32_splat(at), factor, shift)), 0);
    sum += e;
    store<f32>(at, e);
  }
  const inverse = splat(1 / sum);
  for (j = 0; j + 4 <= seen; j += 4) {
    const at = row + ((<usize>j) << 2);
    v128.store(at, f32x4.mul(v128.load(at), inverse));
  }
  for (; j < seen; j++) {
    const at = row + ((<usize>j) << 2);
    store<f32>(at, load<f32>(at) * f32x4.extract_lane(inverse, 0));
  }
  memory.fill(row + ((<usize>seen) << 2), 0, (<usize>(columns - seen)) << 2);
  return <f32>(log(<f64>sum) + <f64>largest * <f64>scale);
}

/** dQkv (B,T,3C) */
export function attentionBackward(args: AttentionBackwardArguments): void {
  const batch = args.batch;
  const heads = args.heads;
  const units = batch * heads;
  for (let unit = claim(); unit < units; unit = claim()) unitBackward(args, unit / heads, unit % heads);
}

function unitBackward(args: AttentionBackwardArguments, sequence: i32, head: i32): void {
  const positions = args.positions;
  const channels = args.channels;
  const heads = args.heads;
  const causal = args.causal;
  const depth = channels / heads;
  const stride = 3 * channels;
  const qkvStart = (<usize>(sequence * positions * stride + head * depth)) << 2;
  const yStart = (<usize>(sequence * positions * channels + head * depth)) << 2;
  const part = (<usize>channels) << 2;
  const q = args.qkv + qkvStart;
  const k = q + part;
  const v = k + part;
  const y = args.y + yStart;
  const dY = args.dY + yStart;
  const logRow = args.logSums + ((<usize>((sequence * heads + head) * positions)) << 2);
  const dQ = args.dQkv + qkvStart;
  const dK = dQ + part;
  const dV = dK + part;
  const panel = panelBytes(positions, depth);
  const block = blockBytes(positions, depth);
  const keysTurned = scratch + EDGE_BYTES;
  const valuesTurned = keysTurned + panel;
  const keys = valuesTurned + panel;
  const small = keys + panel;
  const scores = small + panel;
  const slopes = scores + block;
  const packed = slopes + block;
  const scoreStride = padded(positions, NR);
  const scale: f32 = 1 / sqrt<f32>(<f32>depth);
  packColumns<f32>(keysTurned, k, stride, true, positions, depth);
  packColumns<f32>(valuesTurned, v, stride, true, positions, depth);
  packColumns<f32>(keys, k, stride, false, depth, positions);
  for (let row = 0; row < positions; row++) {
    memory.fill(dK + ((<usize>(row * stride)) << 2), 0, (<usize>depth) << 2);
    memory.fill(dV + ((<usize>(row * stride)) << 2), 0, (<usize>depth) << 2);
  }
  for (let row = 0; row < positions; row += QUERY_BLOCK) {
    const rows = min(QUERY_BLOCK, positions - row);
    const columns = causal ? row + rows : positions;
    const qRows = q + ((<usize>(row * stride)) << 2);
    const dRows = dY + ((<usize>(row * channels)) << 2);
    packRows(packed, qRows, stride, false, rows, depth);
    multiplyPacked(scratch, packed, keysTurned, scores, scoreStride, rows, columns, depth, false);
    packRows(packed, dRows, channels, false, rows, depth);
    multiplyPacked(scratch, packed, valuesTurned, slopes, scoreStride, rows, columns, depth, false);
    for (let i = 0; i < rows; i++) {
      const at = (<usize>(i * scoreStride)) << 2;
      const yRow = (<usize>((row + i) * channels)) << 2;
      const delta = dot(y + yRow, dY + yRow, depth);
      const seen = causal ? row + i + 1 : columns;
      scoreGradientRow(
        scores + at,
        slopes + at,
        seen,
        columns,
        scale,
        load<f32>(logRow + ((<usize>(row + i)) << 2)),
        delta,
      );
    }
    packRows(packed, slopes, scoreStride, false, rows, columns);
    multiplyPanels(
      scratch,
      packed,
      keys,
      positions,
      dQ + ((<usize>(row * stride)) << 2),
      stride,
      rows,
      depth,
      columns,
      false,
    );
    packRows(packed, scores, scoreStride, true, columns, rows);
    packColumns<f32>(small, dRows, channels, false, depth, rows);
    multiplyPacked(scratch, packed, small, dV, stride, columns, depth, rows, true);
    packRows(packed, slopes, scoreStride, true, columns, rows);
    packColumns<f32>(small, qRows, stride, false, depth, rows);
    multiplyPacked(scratch, packed, small, dK, stride, columns, depth, rows, true);
  }
}

function dot(a: usize, b: usize, count: i32): f32 {
  let sum = splat(0);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = (<usize>i) << 2;
    sum = madd(v128.load(a + at), v128.load(b + at), sum);
  }
  if (i < count) {
    const at = (<usize>i) << 2;
    sum = madd(loadPart(a + at, count - i), loadPart(b + at, count - i), sum);
  }
  return sumLanes(sum);
}

/** scores become probabilities p; slopes (gradients of p) become gradients of the unscaled scores. */
function scoreGradientRow(
  scores: usize,
  slopes: usize,
  seen: i32,
  columns: i32,
  scale: f32,
  logSum: f32,
  delta: f32,
): void {
  const factor = splat(scale);
  const shift = splat(-logSum);
  const less = splat(delta);
  let j = 0;
  for (; j + 4 <= seen; j += 4) scoreGradientPart(scores, slopes, (<usize>j) << 2, factor, shift, less, 4);
  if (j < seen) scoreGradientPart(scores, slopes, (<usize>j) << 2, factor, shift, less, seen - j);
  const rest = (<usize>(columns - seen)) << 2;
  memory.fill(scores + ((<usize>seen) << 2), 0, rest);
  memory.fill(slopes + ((<usize>seen) << 2), 0, rest);
}

/** @inline */
function scoreGradientPart(
  scores: usize,
  slopes: usize,
  at: usize,
  factor: v128,
  shift: v128,
  less: v128,
  count: i32,
): void {
  const p = exp4(madd(loadPart(scores + at, count), factor, shift));
  const d = f32x4.mul(f32x4.mul(p, f32x4.sub(loadPart(slopes + at, count), less)), factor);
  storePart(scores + at, p, count);
  storePart(slopes + at, d, count);
}

/** `rows` new positions of one sequence with a cache (T,2C) of keys and values. */
export function attentionCached(args: AttentionCachedArguments): void {
  if (thread != 0) return;
  const position = load<i32>(args.position);
  const rows = args.rows;
  for (let row = 0; row < rows; row++) attendCache(args, row, position + row);
}

function attendCache(args: AttentionCachedArguments, index: i32, position: i32): void {
  const channels = args.channels;
  const heads = args.heads;
  const depth = channels / heads;
  const row = (<usize>(2 * channels)) << 2;
  const qkv = args.qkv + ((<usize>(index * 3 * channels)) << 2);
  const cache = args.cache;
  const y = args.y + ((<usize>(index * channels)) << 2);
  memory.copy(cache + <usize>position * row, qkv + ((<usize>channels) << 2), row);
  const seen = position + 1;
  const scale: f32 = 1 / sqrt<f32>(<f32>depth);
  for (let head = 0; head < heads; head++) {
    const start = (<usize>(head * depth)) << 2;
    const keys = cache + start;
    const values = keys + ((<usize>channels) << 2);
    for (let t = 0; t < seen; t++) {
      store<f32>(scratch + ((<usize>t) << 2), dot(qkv + start, keys + <usize>t * row, depth));
    }
    softmaxRow(scratch, seen, seen, scale);
    for (let c = 0; c < depth; c += 4) {
      const at = (<usize>c) << 2;
      let sum = splat(0);
      for (let t = 0; t < seen; t++) {
        const p = v128.load32_splat(scratch + ((<usize>t) << 2));
        sum = madd(p, loadPart(values + <usize>t * row + at, depth - c), sum);
      }
      storePart(y + start + at, sum, depth - c);
    }
  }
}
