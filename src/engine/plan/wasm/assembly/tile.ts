// The register tile of the matrix product: 4 x 8 accumulators. Nothing else belongs here.
// Written for the register allocators of engines, which have fifteen registers to give: one that sorts
// instructions by their uses (V8 before Turboshaft) holds all loads of a basic block at once, so a block is
// one depth, and four rows are what fits; rows fall so that the last load is used first when it sorts backwards.
import { madd } from "./vector";

/** c (4,8) (+)= a * b over `depth` >= 1, a packed in columns of 4, b in rows of 8; cStride in bytes. */
export function tile(a: usize, b: usize, depth: i32, c: usize, cStride: usize, accumulate: bool): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  const row1 = c + cStride, row2 = row1 + cStride, row3 = row2 + cStride;
  if (accumulate) {
    c00 = v128.load(c);
    c01 = v128.load(c, 16);
    c10 = v128.load(row1);
    c11 = v128.load(row1, 16);
    c20 = v128.load(row2);
    c21 = v128.load(row2, 16);
    c30 = v128.load(row3);
    c31 = v128.load(row3, 16);
  }
  const end = a + (<usize>depth << 4);
  let b0: v128, b1: v128, x: v128;
  while (true) {
    b0 = v128.load(b, 0);
    b1 = v128.load(b, 16);
    x = v128.load32_splat(a, 12);
    c31 = madd(x, b1, c31);
    c30 = madd(x, b0, c30);
    x = v128.load32_splat(a, 8);
    c21 = madd(x, b1, c21);
    c20 = madd(x, b0, c20);
    x = v128.load32_splat(a, 4);
    c11 = madd(x, b1, c11);
    c10 = madd(x, b0, c10);
    x = v128.load32_splat(a, 0);
    c01 = madd(x, b1, c01);
    c00 = madd(x, b0, c00);
    if (a + 16 == end) break;
    b0 = v128.load(b, 32);
    b1 = v128.load(b, 48);
    x = v128.load32_splat(a, 28);
    c31 = madd(x, b1, c31);
    c30 = madd(x, b0, c30);
    x = v128.load32_splat(a, 24);
    c21 = madd(x, b1, c21);
    c20 = madd(x, b0, c20);
    x = v128.load32_splat(a, 20);
    c11 = madd(x, b1, c11);
    c10 = madd(x, b0, c10);
    x = v128.load32_splat(a, 16);
    c01 = madd(x, b1, c01);
    c00 = madd(x, b0, c00);
    a += 32;
    b += 64;
    if (a == end) break;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(row1, c10);
  v128.store(row1, c11, 16);
  v128.store(row2, c20);
  v128.store(row2, c21, 16);
  v128.store(row3, c30);
  v128.store(row3, c31, 16);
}
