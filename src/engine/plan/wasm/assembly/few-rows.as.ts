// Products of few rows with a matrix that is read as it lies: packing it would cost more than it saves.
// The matrix is read once for each row, in the order of memory, which is what the processor fetches ahead;
// every element of c is still one chain of multiply-adds in the order of k.
import { load4, load4Part, loadPart, madd, storePart } from "./vector.as";

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
    let depth = 0;
    for (; depth + 4 <= k; depth += 4) {
      addFour<T>(x + ((<usize>depth) << 2), from, bytes, y, n);
      from += 4 * bytes;
    }
    for (; depth < k; depth++) {
      addOne<T>(x + ((<usize>depth) << 2), from, y, n);
      from += bytes;
    }
  }
}

/** y (n) += x (4) * b (4,n) */
function addFour<T>(x: usize, b: usize, bytes: usize, y: usize, n: i32): void {
  const x0 = v128.load32_splat(x);
  const x1 = v128.load32_splat(x, 4);
  const x2 = v128.load32_splat(x, 8);
  const x3 = v128.load32_splat(x, 12);
  const b1 = b + bytes;
  const b2 = b1 + bytes;
  const b3 = b2 + bytes;
  let column = 0;
  for (; column + 8 <= n; column += 8) {
    const at = (<usize>column) << 2;
    const from = <usize>column * sizeof<T>();
    const next = from + 4 * sizeof<T>();
    let left = madd(x0, load4<T>(b + from), v128.load(y + at));
    let right = madd(x0, load4<T>(b + next), v128.load(y + at, 16));
    left = madd(x1, load4<T>(b1 + from), left);
    right = madd(x1, load4<T>(b1 + next), right);
    left = madd(x2, load4<T>(b2 + from), left);
    right = madd(x2, load4<T>(b2 + next), right);
    v128.store(y + at, madd(x3, load4<T>(b3 + from), left));
    v128.store(y + at, madd(x3, load4<T>(b3 + next), right), 16);
  }
  for (; column < n; column += 4) {
    const at = (<usize>column) << 2;
    const from = <usize>column * sizeof<T>();
    const count = n - column;
    let sum = madd(x0, load4Part<T>(b + from, count), loadPart(y + at, count));
    sum = madd(x1, load4Part<T>(b1 + from, count), sum);
    sum = madd(x2, load4Part<T>(b2 + from, count), sum);
    storePart(y + at, madd(x3, load4Part<T>(b3 + from, count), sum), count);
  }
}

/** y (n) += x (1) * b (1,n) */
function addOne<T>(x: usize, b: usize, y: usize, n: i32): void {
  const x0 = v128.load32_splat(x);
  for (let column = 0; column < n; column += 4) {
    const at = (<usize>column) << 2;
    const count = n - column;
    const value = load4Part<T>(b + <usize>column * sizeof<T>(), count);
    storePart(y + at, madd(x0, value, loadPart(y + at, count)), count);
  }
}
