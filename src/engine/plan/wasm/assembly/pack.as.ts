// Packing of matrix blocks into the panels that the register tile reads in one straight line.
// Missing rows and columns of the last panel are zeros, so that tiles need no special case. A matrix b may consist of
// floats or of halves (u16), which are floats from here on.
import { load1, load4 } from "./vector.as";

/**
 * Rows of the next panel of a where `rows` rows are left: six or four, so that few are zeros; four always where
 * tiles of six do not pay (tile.ts).
 * @inline
 */
export function panelHeight(rows: i32): i32 {
  if (!ASC_FEATURE_RELAXED_SIMD) return 4;
  return rows <= 4 || rows == 7 || rows == 8 ? 4 : 6;
}

/** Packs a (rows,depths) into panels of panelHeight rows: [panel][depth][height]. Transposed: stored (depths,rows). */
export function packRows(target: usize, a: usize, stride: i32, transposed: bool, rows: i32, depths: i32): void {
  const bytes = (<usize>stride) << 2;
  for (let row = 0; row < rows; ) {
    const height = panelHeight(rows - row);
    const inside = min(height, rows - row);
    if (transposed) {
      const source = a + ((<usize>row) << 2);
      if (inside < height) packPart<f32>(target, source, 4, bytes, inside, height, depths);
      else if (height == 4) packColumnsOf4(target, source, bytes, depths);
      else packColumnsOf6(target, source, bytes, depths);
    } else {
      const source = a + <usize>row * bytes;
      if (inside < height) packPart<f32>(target, source, bytes, 4, inside, height, depths);
      else if (height == 4) packRowsOf4(target, source, bytes, depths);
      else packRowsOf6(target, source, bytes, depths);
    }
    target += (<usize>(depths * height)) << 2;
    row += height;
  }
}

/** Packs b (depths,columns) into panels of 8 columns: [panel][depth][8]. Transposed: stored (columns,depths). */
export function packColumns<T>(
  target: usize,
  b: usize,
  stride: i32,
  transposed: bool,
  columns: i32,
  depths: i32,
): void {
  const bytes = <usize>stride * sizeof<T>();
  for (let column = 0; column < columns; column += 8) {
    const width = columns - column;
    if (transposed) {
      const source = b + <usize>column * bytes;
      if (width >= 8) packRowsOf8<T>(target, source, bytes, depths);
      else packPart<T>(target, source, bytes, sizeof<T>(), width, 8, depths);
    } else {
      const source = b + <usize>column * sizeof<T>();
      if (width >= 8) packColumnsOf8<T>(target, source, bytes, depths);
      else packPart<T>(target, source, sizeof<T>(), bytes, width, 8, depths);
    }
    target += (<usize>depths) << 5;
  }
}

function packPart<T>(
  target: usize,
  source: usize,
  laneStride: usize,
  depthStride: usize,
  lanes: i32,
  width: i32,
  depths: i32,
): void {
  for (let depth = 0; depth < depths; depth++) {
    let from = source;
    for (let lane = 0; lane < width; lane++) {
      store<f32>(target, lane < lanes ? load1<T>(from) : 0);
      from += laneStride;
      target += 4;
    }
    source += depthStride;
  }
}

function packColumnsOf4(target: usize, source: usize, stride: usize, depths: i32): void {
  for (let depth = 0; depth < depths; depth++) {
    v128.store(target, v128.load(source));
    source += stride;
    target += 16;
  }
}

function packColumnsOf6(target: usize, source: usize, stride: usize, depths: i32): void {
  for (let depth = 0; depth < depths; depth++) {
    v128.store(target, v128.load(source));
    store<u64>(target, load<u64>(source, 16), 16);
    source += stride;
    target += 24;
  }
}

function packColumnsOf8<T>(target: usize, source: usize, stride: usize, depths: i32): void {
  for (let depth = 0; depth < depths; depth++) {
    v128.store(target, load4<T>(source));
    v128.store(target, load4<T>(source + 4 * sizeof<T>()), 16);
    source += stride;
    target += 32;
  }
}

function packRowsOf4(target: usize, source: usize, stride: usize, depths: i32): void {
  const r1 = stride;
  const r2 = stride * 2;
  const r3 = stride * 3;
  for (; depths >= 4; depths -= 4) {
    transpose4(target, 16, v128.load(source), v128.load(source + r1), v128.load(source + r2), v128.load(source + r3));
    source += 16;
    target += 64;
  }
  packPart<f32>(target, source, stride, 4, 4, 4, depths);
}

function packRowsOf6(target: usize, source: usize, stride: usize, depths: i32): void {
  const r1 = stride;
  const r2 = stride * 2;
  const r3 = stride * 3;
  const r4 = stride * 4;
  const r5 = stride * 5;
  for (; depths >= 4; depths -= 4) {
    transpose4(target, 24, v128.load(source), v128.load(source + r1), v128.load(source + r2), v128.load(source + r3));
    const a = v128.load(source + r4);
    const b = v128.load(source + r5);
    const low = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const high = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    v128.store_lane<u64>(target, low, 0, 16);
    v128.store_lane<u64>(target, low, 1, 40);
    v128.store_lane<u64>(target, high, 0, 64);
    v128.store_lane<u64>(target, high, 1, 88);
    source += 16;
    target += 96;
  }
  packPart<f32>(target, source, stride, 4, 6, 6, depths);
}

function packRowsOf8<T>(target: usize, source: usize, stride: usize, depths: i32): void {
  const r1 = stride;
  const r2 = stride * 2;
  const r3 = stride * 3;
  const lower = stride * 4;
  for (; depths >= 4; depths -= 4) {
    transpose4(target, 32, load4<T>(source), load4<T>(source + r1), load4<T>(source + r2), load4<T>(source + r3));
    const s = source + lower;
    transpose4(target + 16, 32, load4<T>(s), load4<T>(s + r1), load4<T>(s + r2), load4<T>(s + r3));
    source += 4 * sizeof<T>();
    target += 128;
  }
  packPart<T>(target, source, stride, sizeof<T>(), 8, 8, depths);
}

/** @inline */
function transpose4(target: usize, stride: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(target, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
  v128.store(target + stride, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7));
  v128.store(target + 2 * stride, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5));
  v128.store(target + 3 * stride, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7));
}
