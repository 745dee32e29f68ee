// Arithmetic in steps of a tenth leaves dust in binary fractions; places on tracks and axes are shown without it.

/** Removes the dust of binary fractions: 0.30000000000000004 becomes 0.3. */
export function tidyNumber(value: number): number {
  return Number(value.toPrecision(12));
}
