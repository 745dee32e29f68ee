// Products of few rows with a matrix that is read as it lies: packing it would cost more than it saves.
// The matrix is read in the order of memory, which is what the processor fetches ahead. An element of c is one chain of
// multiply-adds in the order of k, or with a transposed matrix sixteen chains side by side; which columns are computed
// together makes no difference.
import { load4, load4Part, loadPart, madd, splat, storePart, sumLanes } from "./vector.as";

/** Up to this many rows, reading b as it lies is cheaper than packing it. */
export const FEW_ROWS: i32 = 5;

/** c (m,n) (+)= a (m,k) * b (k,n) for few rows, b unpacked, of floats or of halves (u16). */
export function rowsTimesMatrix<T>(
  a: usize,
  aStride: i32,
  b: usize,
  bStride: i32,
  c: usize,
  cStride: i32,
  m: i32,
  n: i32,
  k: i32,
  add: bool,
): void {
  const bytes = <usize>bStride * sizeof<T>();
  for (let row = 0; row < m; row++) {
    const x = a + ((<usize>(row * aStride)) << 2);
    const y = c + ((<usize>(row * cStride)) << 2);
    if (!add) memory.fill(y, 0, (<usize>n) << 2);
    let from = b;
    for (let depth = 0; depth < k; depth++) {
      addRow<T>(x + ((<usize>depth) << 2), from, y, n);
      from += bytes;
    }
  }
}

/** y (n) += x (1) * b (1,n) */
function addRow<T>(x: usize, b: usize, y: usize, n: i32): void {
  const x0 = v128.load32_splat(x);
  let column = 0;
  for (; column + 16 <= n; column += 16) {
    const from = b + <usize>column * sizeof<T>();
    const to = y + ((<usize>column) << 2);
    v128.store(to, madd(x0, load4<T>(from), v128.load(to)));
    v128.store(to, madd(x0, load4<T>(from + 4 * sizeof<T>()), v128.load(to, 16)), 16);
    v128.store(to, madd(x0, load4<T>(from + 8 * sizeof<T>()), v128.load(to, 32)), 32);
    v128.store(to, madd(x0, load4<T>(from + 12 * sizeof<T>()), v128.load(to, 48)), 48);
  }
  for (; column < n; column += 4) {
    const at = (<usize>column) << 2;
    const count = n - column;
    const value = load4Part<T>(b + <usize>column * sizeof<T>(), count);
    storePart(y + at, madd(x0, value, loadPart(y + at, count)), count);
  }
}

/** c (m,n) (+)= a (m,k) * transpose(b) (n,k) for few rows, b unpacked, of floats or of halves (u16). */
export function rowsTimesTransposed<T>(
  a: usize,
  aStride: i32,
  b: usize,
  bStride: i32,
  c: usize,
  cStride: i32,
  m: i32,
  n: i32,
  k: i32,
  add: bool,
): void {
  const bytes = <usize>bStride * sizeof<T>();
  for (let column = 0; column < n; column++) {
    for (let row = 0; row < m; row++) {
      const sum = dot<T>(a + ((<usize>(row * aStride)) << 2), b, k);
      const y = c + ((<usize>(row * cStride + column)) << 2);
      store<f32>(y, add ? load<f32>(y) + sum : sum);
    }
    b += bytes;
  }
}

/** x (k) * y (k), sixteen positions in turn to as many chains: one chain would wait for its own sum. @inline */
function dot<T>(x: usize, y: usize, k: i32): f32 {
  let first = splat(0);
  let second = splat(0);
  let third = splat(0);
  let fourth = splat(0);
  let depth = 0;
  for (; depth + 16 <= k; depth += 16) {
    const at = x + ((<usize>depth) << 2);
    const from = y + <usize>depth * sizeof<T>();
    first = madd(v128.load(at), load4<T>(from), first);
    second = madd(v128.load(at, 16), load4<T>(from + 4 * sizeof<T>()), second);
    third = madd(v128.load(at, 32), load4<T>(from + 8 * sizeof<T>()), third);
    fourth = madd(v128.load(at, 48), load4<T>(from + 12 * sizeof<T>()), fourth);
  }
  for (; depth < k; depth += 4) {
    const count = k - depth;
    const value = load4Part<T>(y + <usize>depth * sizeof<T>(), count);
    first = madd(loadPart(x + ((<usize>depth) << 2), count), value, first);
  }
  return sumLanes(f32x4.add(f32x4.add(first, second), f32x4.add(third, fourth)));
}
