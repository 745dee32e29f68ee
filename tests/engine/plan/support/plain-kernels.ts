// Every kernel as plain loops over float32 arrays with float64 in between: the oracle of every target.

import type { ActivationName } from "@/domain/graph/model-graph";
import type { ArgumentKind, kernelArguments } from "@/engine/plan/kernel-arguments";
import type { KernelKind } from "@/engine/plan/kernel-call";
import { plainAttention, plainAttentionBackward, plainAttentionCached } from "./plain-attention";
import { plainGru, plainGruBackward } from "./plain-gru";
import { activated, dropoutFactor, slopeOf } from "./plain-math";

interface PlainTypes extends Record<ArgumentKind, unknown> {
  readonly buffer: Float32Array;
  readonly optional: Float32Array | null;
  readonly step: Float32Array;
  readonly optionalStep: Uint32Array | null;
  readonly size: number;
  readonly flag: boolean;
  readonly float: number;
  readonly rate: number;
  readonly activation: ActivationName | null;
}

/** A kernel's arguments as arrays: buffers and step fields as floats, keys as words. */
export type PlainArguments<Kind extends KernelKind> = {
  readonly [Name in keyof (typeof kernelArguments)[Kind]]: PlainTypes[(typeof kernelArguments)[Kind][Name] &
    ArgumentKind];
};

/** A kernel that computes at once. */
export type PlainKernel<Kind extends KernelKind> = (args: PlainArguments<Kind>) => void;

/** Sees floats as int32 words. */
export function asIntegers(data: Float32Array): Int32Array {
  return new Int32Array(data.buffer, data.byteOffset, data.length);
}

const fill: PlainKernel<"fill"> = ({ target, count, value }) => void target.fill(value, 0, count);

const windows: PlainKernel<"windows"> = (args) => {
  const { tokens, tokenBytes, batch, positions, everyPosition } = args;
  const stream =
    tokenBytes === 2
      ? new Uint16Array(tokens.buffer, tokens.byteOffset, 2 * tokens.length)
      : new Uint32Array(tokens.buffer, tokens.byteOffset, tokens.length);
  const [starts, ids, targets] = [asIntegers(args.starts), asIntegers(args.ids), asIntegers(args.targets)];
  const mask = args.lossMask && asIntegers(args.lossMask);
  const targetAt = (index: number) => (mask === null || (mask[index >> 5] >> (index & 31)) & 1 ? stream[index] : -1);
  for (let row = 0; row < batch; row++) {
    for (let t = 0; t < positions; t++) {
      ids[row * positions + t] = stream[starts[row] + t];
      if (everyPosition) targets[row * positions + t] = targetAt(starts[row] + t + 1);
    }
    if (!everyPosition) targets[row] = targetAt(starts[row] + positions);
  }
};

const matmul: PlainKernel<"matmul"> = (args) => {
  for (let batch = 0; batch < args.batches; batch++) {
    const summed = args.cBatchStride === 0;
    for (let i = 0; i < args.m; i++) {
      for (let j = 0; j < args.n; j++) {
        const at = batch * args.cBatchStride + i * args.cRowStride + j;
        const kept = args.accumulate || (summed && batch > 0) ? args.c[at] : 0;
        args.c[at] = kept + matmulEntry(args, batch, i, j);
        if (!summed || batch === args.batches - 1) finishEntry(args, at, j);
      }
    }
  }
};

/** Row i of op(a) times column j of op(b). */
function matmulEntry(args: PlainArguments<"matmul">, batch: number, i: number, j: number): number {
  const { a, b, aRowStride, bRowStride } = args;
  let sum = 0;
  for (let l = 0; l < args.k; l++) {
    const left = args.transposeA ? l * aRowStride + i : i * aRowStride + l;
    const right = args.transposeB ? j * bRowStride + l : l * bRowStride + j;
    sum += a[batch * args.aBatchStride + left] * b[batch * args.bBatchStride + right];
  }
  return sum;
}

/** Bias, activation and residual of the entry at `at`, in column j. */
function finishEntry({ c, bias, slopes, ...args }: PlainArguments<"matmul">, at: number, j: number): void {
  const sum = c[at] + (bias?.[j] ?? 0);
  if (slopes !== null) slopes[at] = slopeOf(args.activation, sum);
  c[at] = activated(args.activation, sum) + (args.residual?.[at] ?? 0);
}

const columnSums: PlainKernel<"columnSums"> = ({ x, y, rows, columns, rowStride }) => {
  for (let column = 0; column < columns; column++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += x[row * rowStride + column];
    y[column] = sum;
  }
};

const embedding: PlainKernel<"embedding"> = ({ table, y, rows, channels, positionTable, positions, ...args }) => {
  const ids = asIntegers(args.ids);
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < channels; c++) {
      const position = positionTable?.[(row % positions) * channels + c] ?? 0;
      y[row * channels + c] = table[ids[row] * channels + c] + position;
    }
  }
};

const embeddingBackward: PlainKernel<"embeddingBackward"> = ({ dY, dTable, rows, vocabulary, channels, ...args }) => {
  const ids = asIntegers(args.ids);
  const sums = new Float64Array(vocabulary * channels);
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < channels; c++) sums[ids[row] * channels + c] += dY[row * channels + c];
  }
  dTable.set(sums);
};

const gatherSum: PlainKernel<"gatherSum"> = ({ products, bias, y, batch, positions, vocabulary, columns, ...args }) => {
  const ids = asIntegers(args.ids);
  for (let row = 0; row < batch; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = bias?.[column] ?? 0;
      for (let t = 0; t < positions; t++) {
        sum += products[(t * vocabulary + ids[row * positions + t]) * columns + column];
      }
      y[row * columns + column] = sum;
    }
  }
};

const scatterSum: PlainKernel<"scatterSum"> = ({ dY, sums, batch, positions, vocabulary, columns, ...args }) => {
  const ids = asIntegers(args.ids);
  const totals = new Float64Array(positions * vocabulary * columns);
  for (let row = 0; row < batch; row++) {
    for (let t = 0; t < positions; t++) {
      const start = (t * vocabulary + ids[row * positions + t]) * columns;
      for (let column = 0; column < columns; column++) totals[start + column] += dY[row * columns + column];
    }
  }
  sums.set(totals);
};

const addPositions: PlainKernel<"addPositions"> = ({ x, table, y, batch, positions, channels }) => {
  const size = positions * channels;
  for (let i = 0; i < batch * size; i++) y[i] = x[i] + table[i % size];
};

const addPositionsBackward: PlainKernel<"addPositionsBackward"> = ({ dY, dTable, batch, positions, channels }) => {
  const sums = new Float64Array(positions * channels);
  for (let i = 0; i < batch * sums.length; i++) sums[i % sums.length] += dY[i];
  dTable.set(sums);
};

const layerNorm: PlainKernel<"layerNorm"> = ({ x, gain, bias, y, statistics, rows, channels, ...args }) => {
  for (let row = 0; row < rows; row++) {
    const start = row * channels;
    const values = Float64Array.from(x.subarray(start, start + channels));
    const mean = values.reduce((sum, value) => sum + value, 0) / channels;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / channels;
    const inverse = 1 / Math.sqrt(variance + args.epsilon);
    statistics.set([mean, inverse], 2 * row);
    for (let c = 0; c < channels; c++) {
      const normal = (values[c] - mean) * inverse * gain[c] + bias[c];
      const factor = dropoutFactor(args.dropoutKey, args.dropoutRate, start + c);
      y[start + c] = activated(args.activation, normal) * factor;
      if (args.slopes !== null) args.slopes[start + c] = slopeOf(args.activation, normal) * factor;
    }
  }
};

const layerNormBackward: PlainKernel<"layerNormBackward"> = ({ dY, x, gain, statistics, dX, ...args }) => {
  const { rows, channels } = args;
  const [dGain, dBias] = [new Float64Array(channels), new Float64Array(channels)];
  for (let row = 0; row < rows; row++) {
    const start = row * channels;
    const [mean, inverse] = statistics.subarray(2 * row, 2 * row + 2);
    const normal = Float64Array.from({ length: channels }, (_, c) => (x[start + c] - mean) * inverse);
    const dNormal = normal.map((value, c) => {
      const d = dY[start + c] * (args.slopes?.[start + c] ?? 1);
      dGain[c] += d * value;
      dBias[c] += d;
      return d * gain[c];
    });
    const mean1 = dNormal.reduce((sum, d) => sum + d, 0) / channels;
    const mean2 = dNormal.reduce((sum, d, c) => sum + d * normal[c], 0) / channels;
    for (let c = 0; c < channels; c++) {
      const d = (dNormal[c] - mean1 - normal[c] * mean2) * inverse;
      dX[start + c] = d + (args.accumulate ? dX[start + c] : 0);
    }
  }
  args.dGain.set(dGain);
  args.dBias.set(dBias);
};

const pointwise: PlainKernel<"pointwise"> = ({ x, y, slopes, count, activation, dropoutRate, dropoutKey }) => {
  for (let i = 0; i < count; i++) {
    const [value, factor] = [x[i], dropoutFactor(dropoutKey, dropoutRate, i)];
    y[i] = activated(activation, value) * factor;
    if (slopes !== null) slopes[i] = slopeOf(activation, value) * factor;
  }
};

const multiply: PlainKernel<"multiply"> = ({ a, b, y, count, accumulate }) => {
  for (let i = 0; i < count; i++) y[i] = a[i] * b[i] + (accumulate ? y[i] : 0);
};

const add: PlainKernel<"add"> = ({ a, b, y, count }) => {
  for (let i = 0; i < count; i++) y[i] = a[i] + b[i];
};

const lastPosition: PlainKernel<"lastPosition"> = ({ x, y, batch, positions, channels }) => {
  for (let row = 0; row < batch; row++) {
    const start = (row * positions + positions - 1) * channels;
    y.set(x.subarray(start, start + channels), row * channels);
  }
};

const lastPositionBackward: PlainKernel<"lastPositionBackward"> = ({ dY, dX, batch, positions, channels }) => {
  dX.fill(0);
  for (let row = 0; row < batch; row++) {
    dX.set(dY.subarray(row * channels, (row + 1) * channels), (row * positions + positions - 1) * channels);
  }
};

const countTargets: PlainKernel<"countTargets"> = ({ targets, counted, rows }) => {
  asIntegers(counted)[0] = asIntegers(targets.subarray(0, rows)).filter((target) => target >= 0).length;
};

const crossEntropy: PlainKernel<"crossEntropy"> = ({ logits, dLogits, rows, vocabulary, metrics, ...args }) => {
  const targets = asIntegers(args.targets);
  const counted = args.counted === null ? rows : asIntegers(args.counted)[0];
  let [loss, hits] = [0, 0];
  for (let row = 0; row < rows; row++) {
    if (targets[row] < 0) {
      dLogits?.fill(0, row * vocabulary, (row + 1) * vocabulary);
      continue;
    }
    const values = Float64Array.from(logits.subarray(row * vocabulary, (row + 1) * vocabulary));
    const top = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const sum = values.reduce((total, value) => total + Math.exp(value - top), 0);
    loss += top + Math.log(sum) - values[targets[row]];
    hits += values.indexOf(top) === targets[row] ? 1 : 0;
    for (let id = 0; id < vocabulary && dLogits !== null; id++) {
      const share = Math.exp(values[id] - top) / sum - (id === targets[row] ? 1 : 0);
      dLogits[row * vocabulary + id] = share / counted;
    }
  }
  const divisor = Math.max(counted, 1);
  metrics.set([loss / divisor, hits / divisor, counted]);
};

const gradientNorm: PlainKernel<"gradientNorm"> = ({ gradients, count, clip, scale, norm }) => {
  let squares = 0;
  for (let i = 0; i < count; i++) squares += gradients[i] * gradients[i];
  norm[0] = Math.sqrt(squares);
  scale[0] = clip === 0 ? 1 : clip / Math.max(Math.sqrt(squares), clip);
};

const sgd: PlainKernel<"sgd"> = ({ parameters, gradients, momenta, count, scale, rate, momentum }) => {
  for (let i = 0; i < count; i++) {
    momenta[i] = momentum * momenta[i] + gradients[i] * scale[0];
    parameters[i] -= rate[0] * momenta[i];
  }
};

const rmsprop: PlainKernel<"rmsprop"> = ({ parameters, gradients, squares, count, scale, rate, ...args }) => {
  const { decay, decayRest, epsilon } = args;
  for (let i = 0; i < count; i++) {
    const gradient = gradients[i] * scale[0];
    squares[i] = decay * squares[i] + decayRest * gradient * gradient;
    const divisor = args.epsilonInsideRoot ? Math.sqrt(squares[i] + epsilon) : Math.sqrt(squares[i]) + epsilon;
    parameters[i] -= (rate[0] * gradient) / divisor;
  }
};

const adam: PlainKernel<"adam"> = ({ parameters, gradients, means, squares, count, scale, rate, ...args }) => {
  for (let i = 0; i < count; i++) {
    const gradient = gradients[i] * scale[0];
    means[i] = args.beta1 * means[i] + args.beta1Rest * gradient;
    squares[i] = args.beta2 * squares[i] + args.beta2Rest * gradient * gradient;
    const change = (rate[0] * rate[1] * means[i]) / (Math.sqrt(squares[i] * rate[2]) + args.epsilon);
    parameters[i] = parameters[i] * (1 - rate[0] * args.weightDecay) - change;
  }
};

/** A plain form of each kernel. */
export const plainKernels: { readonly [Kind in KernelKind]: PlainKernel<Kind> } = {
  fill,
  windows,
  matmul,
  columnSums,
  embedding,
  embeddingBackward,
  gatherSum,
  scatterSum,
  addPositions,
  addPositionsBackward,
  layerNorm,
  layerNormBackward,
  pointwise,
  multiply,
  add,
  lastPosition,
  lastPositionBackward,
  gru: plainGru,
  gruBackward: plainGruBackward,
  attention: plainAttention,
  attentionBackward: plainAttentionBackward,
  attentionCached: plainAttentionCached,
  countTargets,
  crossEntropy,
  gradientNorm,
  sgd,
  rmsprop,
  adam,
};
