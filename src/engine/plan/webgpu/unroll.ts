// Text that is repeated, since registers cannot be chosen by a number that the shader computes.

/** Writes a line for each index below `count`. */
export function unroll(count: number, line: (index: number) => string, separator = "\n"): string {
  return Array.from({ length: count }, (_, index) => line(index)).join(separator);
}
