// Pearson's chi-squared test of counts against expected probabilities, for tests of chance.

/** Gives the approximate p-value; cells that expect fewer than five are pooled. */
export function chiSquaredP(counts: readonly number[], expected: ArrayLike<number>): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let statistic = 0;
  let cells = 0;
  let pooledCount = 0;
  let pooledExpected = 0;
  for (let cell = 0; cell < counts.length; cell++) {
    const wanted = expected[cell] * total;
    if (wanted < 5) {
      pooledCount += counts[cell];
      pooledExpected += wanted;
    } else {
      statistic += (counts[cell] - wanted) ** 2 / wanted;
      cells++;
    }
  }
  if (pooledExpected > 0) {
    statistic += (pooledCount - pooledExpected) ** 2 / pooledExpected;
    cells++;
  }
  return upperTail(statistic, cells - 1);
}

/** Wilson and Hilferty's cube-root approximation (1931) with a normal tail. */
function upperTail(statistic: number, freedom: number): number {
  const spread = 2 / (9 * freedom);
  const z = (Math.cbrt(statistic / freedom) - (1 - spread)) / Math.sqrt(spread);
  return normalTail(z);
}

/** Abramowitz and Stegun 26.2.17, error below 1e-7. */
function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (series * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
