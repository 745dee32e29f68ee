// The greatest of many values without sorting them all: a vocabulary of 50,000 tokens is asked for each token that is
// written.

/**
 * Finds the `count` greatest values, the lower indices among equals; gives their indices, ascending. All of them where
 * there are no more. Values are numbers, none of them NaN.
 */
export function likeliest(values: ArrayLike<number>, count: number): Uint32Array {
  const found = new Uint32Array(Math.min(count, values.length));
  if (found.length === 0) return found;
  const least = nthGreatest(Float64Array.from(values), found.length);
  let above = 0;
  for (let index = 0; index < values.length; index++) if (values[index] > least) above += 1;
  let equals = found.length - above;
  for (let index = 0, filled = 0; filled < found.length; index++) {
    if (values[index] < least || (values[index] === least && equals-- <= 0)) continue;
    found[filled++] = index;
  }
  return found;
}

/** Gives the value at `place` (from 1) of the descending order; moves the values about (Hoare 1961, "Find"). */
function nthGreatest(values: Float64Array, place: number): number {
  let low = 0;
  let high = values.length - 1;
  const wanted = place - 1;
  while (low < high) {
    const pivot = middleOf(values[low], values[(low + high) >> 1], values[high]);
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left] > pivot) left++;
      while (values[right] < pivot) right--;
      if (left > right) break;
      const kept = values[left];
      values[left++] = values[right];
      values[right--] = kept;
    }
    if (wanted <= right) high = right;
    else if (wanted >= left) low = left;
    else break;
  }
  return values[wanted];
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
