// Draws matrices with orthonormal rows or columns, evenly over all such matrices.
import { normal, type RandomKey } from "../random";

/**
 * Draws a matrix (R,C), row-major, whose shorter side is orthonormal: a normal matrix through
 * Gram and Schmidt's process in float64, as Keras' initializer does by QR (Saxe et al., 2014).
 */
export function orthogonalMatrix(rows: number, columns: number, key: RandomKey): Float32Array {
  const count = Math.min(rows, columns);
  const length = Math.max(rows, columns);
  const vectors = Array.from({ length: count }, (_, row) =>
    Float64Array.from({ length }, (_, column) => normal(key, row * length + column)),
  );
  for (let index = 0; index < count; index++) {
    const vector = vectors[index];
    for (let earlier = 0; earlier < index; earlier++) removeComponent(vector, vectors[earlier]);
    const scale = 1 / Math.sqrt(dot(vector, vector));
    for (let i = 0; i < length; i++) vector[i] *= scale;
  }
  const matrix = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      matrix[row * columns + column] = rows <= columns ? vectors[row][column] : vectors[column][row];
    }
  }
  return matrix;
}

/** Makes `vector` orthogonal to the unit vector `direction`, in place. */
function removeComponent(vector: Float64Array, direction: Float64Array): void {
  const share = dot(vector, direction);
  for (let i = 0; i < vector.length; i++) vector[i] -= share * direction[i];
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
