// The register tiles of the matrix product: 6 x 8 and 4 x 8 accumulators. Nothing else belongs here.
// Written for the fifteen registers that engines have to give. Six rows take them all, and are a tenth faster where
// multiply and add are one instruction; where they are two, the product needs a register of its own and four rows
// are what fits. An engine that sorts instructions by their uses (V8 before Turboshaft) holds all loads of a basic
// block at once, so a block is one depth, and rows fall so that the last load is used first when it sorts backwards.
import { madd } from "./vector.as";

/** c (6,8) (+)= a * b over `depth` >= 1, a packed in columns of 6, b in rows of 8; cStride in bytes. */
export function tile6(a: usize, b: usize, depth: i32, c: usize, cStride: usize, accumulate: bool): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0);
  let c41 = f32x4.splat(0);
  let c50 = f32x4.splat(0);
  let c51 = f32x4.splat(0);
  const row1 = c + cStride;
  const row2 = row1 + cStride;
  const row3 = row2 + cStride;
  const row4 = row3 + cStride;
  const row5 = row4 + cStride;
  if (accumulate) {
    c00 = v128.load(c);
    c01 = v128.load(c, 16);
    c10 = v128.load(row1);
    c11 = v128.load(row1, 16);
    c20 = v128.load(row2);
    c21 = v128.load(row2, 16);
    c30 = v128.load(row3);
    c31 = v128.load(row3, 16);
    c40 = v128.load(row4);
    c41 = v128.load(row4, 16);
    c50 = v128.load(row5);
    c51 = v128.load(row5, 16);
  }
  const end = a + <usize>(depth * 24);
  do {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a, 20);
    c51 = madd(x, b1, c51);
    c50 = madd(x, b0, c50);
    x = v128.load32_splat(a, 16);
    c41 = madd(x, b1, c41);
    c40 = madd(x, b0, c40);
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
    a += 24;
    b += 32;
  } while (a != end);
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(row1, c10);
  v128.store(row1, c11, 16);
  v128.store(row2, c20);
  v128.store(row2, c21, 16);
  v128.store(row3, c30);
  v128.store(row3, c31, 16);
  v128.store(row4, c40);
  v128.store(row4, c41, 16);
  v128.store(row5, c50);
  v128.store(row5, c51, 16);
}

/** c (4,8) (+)= a * b over `depth` >= 1, a packed in columns of 4, b in rows of 8; cStride in bytes. */
export function tile4(a: usize, b: usize, depth: i32, c: usize, cStride: usize, accumulate: bool): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  const row1 = c + cStride;
  const row2 = row1 + cStride;
  const row3 = row2 + cStride;
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
  const end = a + <usize>(depth * 16);
  do {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a, 12);
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
    a += 16;
    b += 32;
  } while (a != end);
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(row1, c10);
  v128.store(row1, c11, 16);
  v128.store(row2, c20);
  v128.store(row2, c21, 16);
  v128.store(row3, c30);
  v128.store(row3, c31, 16);
}
