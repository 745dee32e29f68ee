// The kernels' mathematics written out plainly in float64.

interface ProductShape {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** op(a) (m,k) * op(b) (k,n) -> (m,n) */
export function plainMatmul(a: ArrayLike<number>, b: ArrayLike<number>, shape: ProductShape): Float64Array {
  const { m, n, k, transposeA, transposeB } = shape;
  const c = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) {
        sum += a[transposeA ? l * m + i : i * k + l] * b[transposeB ? j * k + l : l * n + j];
      }
      c[i * n + j] = sum;
    }
  }
  return c;
}

/** The error function by its Taylor series and, for large arguments, its continued fraction. */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (a < 3) {
    let term = a;
    let sum = a;
    for (let n = 1; n < 80; n++) {
      term *= (-a * a) / n;
      sum += term / (2 * n + 1);
    }
    return Math.sign(x) * sum * (2 / Math.sqrt(Math.PI));
  }
  let fraction = a;
  for (let n = 60; n > 0; n--) fraction = a + n / 2 / fraction;
  return Math.sign(x) * (1 - Math.exp(-a * a) / (Math.sqrt(Math.PI) * fraction));
}

export type Activation = "none" | "gelu" | "relu" | "tanh";
export const activations = ["none", "gelu", "relu", "tanh"] as const;

/** activation(x) */
export function activate(kind: Activation, x: number): number {
  switch (kind) {
    case "none":
      return x;
    case "gelu":
      return 0.5 * x * (1 + erf(x / Math.SQRT2));
    case "relu":
      return Math.max(x, 0);
    case "tanh":
      return Math.tanh(x);
  }
  return kind satisfies never;
}

/** activation'(x) */
export function slope(kind: Activation, x: number): number {
  switch (kind) {
    case "none":
      return 1;
    case "gelu":
      return 0.5 * (1 + erf(x / Math.SQRT2)) + (x * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
    case "relu":
      return x > 0 ? 1 : 0;
    case "tanh":
      return 1 - Math.tanh(x) ** 2;
  }
  return kind satisfies never;
}

/** (rows,C) normalised over C, times gain plus bias */
export function plainLayerNorm(
  x: ArrayLike<number>,
  gain: ArrayLike<number>,
  bias: ArrayLike<number>,
  { rows, channels }: { rows: number; channels: number },
  epsilon: number,
): Float64Array {
  const y = new Float64Array(rows * channels);
  for (let start = 0; start < y.length; start += channels) {
    let mean = 0;
    for (let c = 0; c < channels; c++) mean += x[start + c] / channels;
    let variance = 0;
    for (let c = 0; c < channels; c++) variance += (x[start + c] - mean) ** 2 / channels;
    for (let c = 0; c < channels; c++) {
      y[start + c] = ((x[start + c] - mean) / Math.sqrt(variance + epsilon)) * gain[c] + bias[c];
    }
  }
  return y;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

export interface SequenceSize {
  readonly batch: number;
  readonly positions: number;
  readonly channels: number;
}

/** Keras' reset_after cell: projected (B,T,3C), recurrent (C,3C), bias (2,3C), initial (B,C) -> (B,T,C) */
export function plainGru(
  projected: ArrayLike<number>,
  recurrent: ArrayLike<number>,
  bias: ArrayLike<number>,
  initial: ArrayLike<number>,
  { batch, positions, channels }: SequenceSize,
): Float64Array {
  const y = new Float64Array(batch * positions * channels);
  for (let row = 0; row < batch; row++) {
    let state = Array.from({ length: channels }, (_, c) => initial[row * channels + c]);
    for (let t = 0; t < positions; t++) {
      const start = (row * positions + t) * 3 * channels;
      const product = (c: number) => {
        let sum = bias[3 * channels + c];
        for (let j = 0; j < channels; j++) sum += state[j] * recurrent[j * 3 * channels + c];
        return sum;
      };
      const input = (c: number) => projected[start + c] + bias[c];
      state = state.map((before, c) => {
        const z = sigmoid(input(c) + product(c));
        const r = sigmoid(input(channels + c) + product(channels + c));
        const candidate = Math.tanh(input(2 * channels + c) + r * product(2 * channels + c));
        return z * before + (1 - z) * candidate;
      });
      for (let c = 0; c < channels; c++) y[(row * positions + t) * channels + c] = state[c];
    }
  }
  return y;
}

/** qkv (B,T,3C) -> (B,T,C), scores scaled by 1/sqrt(C/H) */
export function plainAttention(
  qkv: ArrayLike<number>,
  { batch, positions, channels }: SequenceSize,
  heads: number,
  causal: boolean,
): Float64Array {
  const y = new Float64Array(batch * positions * channels);
  const depth = channels / heads;
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      const value = (t: number, part: number, d: number) =>
        qkv[(b * positions + t) * 3 * channels + part * channels + h * depth + d];
      for (let t = 0; t < positions; t++) {
        const seen = causal ? t + 1 : positions;
        const weights = Array.from({ length: seen }, (_, s) => {
          let score = 0;
          for (let d = 0; d < depth; d++) score += value(t, 0, d) * value(s, 1, d);
          return Math.exp(score / Math.sqrt(depth));
        });
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        for (let d = 0; d < depth; d++) {
          let sum = 0;
          for (let s = 0; s < seen; s++) sum += (weights[s] / total) * value(s, 2, d);
          y[(b * positions + t) * channels + h * depth + d] = sum;
        }
      }
    }
  }
  return y;
}
