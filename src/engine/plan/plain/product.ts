// One row times a matrix, where almost all time of the plain target goes. Sums are float64 and taken in order, the same
// whether the matrix consists of float32 or of halves.
import { widenInto } from "@/domain/stored-tensor";

/** Adds row (k) * matrix (k,n) to sums (n); the matrix' rows lie `stride` numbers apart. */
export function addProduct(sums: Float64Array, row: Float64Array, matrix: Float32Array, stride: number): void {
  const columns = sums.length;
  const depth = row.length;
  let l = 0;
  // Four rows of the matrix at a time, so that sums are loaded and stored a quarter as often.
  for (; l + 4 <= depth; l += 4) {
    const x0 = row[l];
    const x1 = row[l + 1];
    const x2 = row[l + 2];
    const x3 = row[l + 3];
    const row0 = l * stride;
    const row1 = row0 + stride;
    const row2 = row1 + stride;
    const row3 = row2 + stride;
    for (let j = 0; j < columns; j++) {
      sums[j] += x0 * matrix[row0 + j] + x1 * matrix[row1 + j] + x2 * matrix[row2 + j] + x3 * matrix[row3 + j];
    }
  }
  for (; l < depth; l++) {
    const x = row[l];
    for (let j = 0; j < columns; j++) sums[j] += x * matrix[l * stride + j];
  }
}

/** Adds row (k) * transpose(matrix (n,k)) to sums (n); the matrix' rows lie `stride` numbers apart. */
export function addTransposedProduct(
  sums: Float64Array,
  row: Float64Array,
  matrix: Float32Array,
  stride: number,
): void {
  for (let j = 0; j < sums.length; j++) {
    let sum = 0;
    for (let l = 0; l < row.length; l++) sum += row[l] * matrix[j * stride + l];
    sums[j] += sum;
  }
}

/** As addProduct over the bits of halves; `widened` has room for four rows of the matrix. */
export function addHalvedProduct(
  sums: Float64Array,
  row: Float64Array,
  matrix: Uint16Array,
  stride: number,
  widened: Float32Array,
): void {
  const columns = sums.length;
  for (let l = 0; l < row.length; l += 4) {
    const count = Math.min(4, row.length - l);
    for (let r = 0; r < count; r++) {
      widenInto(widened.subarray(r * columns, (r + 1) * columns), matrix, (l + r) * stride);
    }
    addProduct(sums, row.subarray(l, l + count), widened, columns);
  }
}

/** As addTransposedProduct over the bits of halves; `widened` has room for a row of the matrix. */
export function addTransposedHalvedProduct(
  sums: Float64Array,
  row: Float64Array,
  matrix: Uint16Array,
  stride: number,
  widened: Float32Array,
): void {
  const line = widened.subarray(0, row.length);
  for (let j = 0; j < sums.length; j++) {
    widenInto(line, matrix, j * stride);
    addTransposedProduct(sums.subarray(j, j + 1), row, line, row.length);
  }
}
