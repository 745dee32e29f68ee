// Layer normalisation (Ba et al., 2016) with activation and dropout in the same pass, and its gradient.
import { barrier, claim, pieceRows, scratch } from "../../plan/wasm/assembly/context.as";
import { dropoutScale } from "../../plan/wasm/assembly/random.as";
import { loadPart, madd, splat, storePart, sumLanes } from "../../plan/wasm/assembly/vector.as";
import { PARTIAL_CHUNKS } from "../../plan/wasm/generated/constants.as";
import { LayerNormArguments, LayerNormBackwardArguments } from "../../plan/wasm/generated/kernel-arguments.as";
import { SUM_COLUMNS, sumRows } from "../column-sums/kernels.as";
import { bend4 } from "../pointwise/kernels.as";

/** y = dropout(activation(normalised * gain + bias)), statistics (rows,2): mean and 1/deviation */
export function layerNorm(args: LayerNormArguments): void {
  const x = args.x;
  const gain = args.gain;
  const bias = args.bias;
  const y = args.y;
  const statistics = args.statistics;
  const slopes = args.slopes;
  const rows = args.rows;
  const channels = args.channels;
  const epsilon = args.epsilon;
  const activation = args.activation;
  const threshold = args.dropoutRate;
  const key = args.dropoutKey;
  const scale = dropoutScale(threshold);
  const piece = pieceRows(channels);
  for (let first = claim() * piece; first < rows; first = claim() * piece) {
    const end = min(rows, first + piece);
    for (let row = first; row < end; row++) {
      const start = (<usize>(row * channels)) << 2;
      const mean = rowMean(x + start, channels);
      const inverse: f32 = 1 / sqrt<f32>(rowVariance(x + start, channels, mean) + epsilon);
      store<f32>(statistics + ((<usize>row) << 3), mean);
      store<f32>(statistics + ((<usize>row) << 3), inverse, 4);
      for (let c = 0; c < channels; c += 4) {
        const at = (<usize>c) << 2;
        const count = channels - c;
        const normal = f32x4.mul(f32x4.sub(loadPart(x + start + at, count), splat(mean)), splat(inverse));
        const v = madd(normal, loadPart(gain + at, count), loadPart(bias + at, count));
        const slopeAt = slopes == 0 ? 0 : slopes + start + at;
        const bent = bend4(v, slopeAt, row * channels + c, activation, threshold, key, scale, count);
        storePart(y + start + at, bent, count);
      }
    }
  }
}

// Four sums at once, since each addition waits for the one before it.
function rowMean(x: usize, channels: i32): f32 {
  let sum0 = splat(0);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  let c = 0;
  for (; c + 16 <= channels; c += 16) {
    const at = x + ((<usize>c) << 2);
    sum0 = f32x4.add(sum0, v128.load(at));
    sum1 = f32x4.add(sum1, v128.load(at, 16));
    sum2 = f32x4.add(sum2, v128.load(at, 32));
    sum3 = f32x4.add(sum3, v128.load(at, 48));
  }
  for (; c < channels; c += 4) sum0 = f32x4.add(sum0, loadPart(x + ((<usize>c) << 2), channels - c));
  return sumLanes(f32x4.add(f32x4.add(sum0, sum1), f32x4.add(sum2, sum3))) / <f32>channels;
}

/** sum + (x - mean)^2 of four lanes @inline */
function addSquares(x: usize, mean: v128, sum: v128): v128 {
  const d = f32x4.sub(v128.load(x), mean);
  return madd(d, d, sum);
}

function rowVariance(x: usize, channels: i32, mean: f32): f32 {
  const middle = splat(mean);
  let sum0 = splat(0);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  let c = 0;
  for (; c + 16 <= channels; c += 16) {
    const at = x + ((<usize>c) << 2);
    sum0 = addSquares(at, middle, sum0);
    sum1 = addSquares(at + 16, middle, sum1);
    sum2 = addSquares(at + 32, middle, sum2);
    sum3 = addSquares(at + 48, middle, sum3);
  }
  for (; c + 4 <= channels; c += 4) sum0 = addSquares(x + ((<usize>c) << 2), middle, sum0);
  let total = sumLanes(f32x4.add(f32x4.add(sum0, sum1), f32x4.add(sum2, sum3)));
  for (; c < channels; c++) {
    const d = load<f32>(x + ((<usize>c) << 2)) - mean;
    total += d * d;
  }
  return total / <f32>channels;
}

/** dX, dGain and dBias. Chunks of rows sum gain and bias gradients apart, then the chunks in order. */
export function layerNormBackward(args: LayerNormBackwardArguments): void {
  const dGain = args.dGain;
  const dBias = args.dBias;
  const rows = args.rows;
  const channels = args.channels;
  const partials = args.partials;
  const chunkRows = (rows + PARTIAL_CHUNKS - 1) / PARTIAL_CHUNKS;
  const bytes = (<usize>channels) << 2;
  for (let chunk = claim(); chunk < PARTIAL_CHUNKS; chunk = claim()) {
    const gains = partials + <usize>chunk * 2 * bytes;
    memory.fill(gains, 0, 2 * bytes);
    const end = min(rows, (chunk + 1) * chunkRows);
    for (let row = chunk * chunkRows; row < end; row++) rowBackward(args, row, gains, gains + bytes);
  }
  barrier();
  for (let from = claim() * SUM_COLUMNS; from < channels; from = claim() * SUM_COLUMNS) {
    const to = min(channels, from + SUM_COLUMNS);
    sumRows(dGain, partials, 2 * bytes, PARTIAL_CHUNKS, from, to);
    sumRows(dBias, partials + bytes, 2 * bytes, PARTIAL_CHUNKS, from, to);
  }
}

function rowBackward(args: LayerNormBackwardArguments, row: i32, gains: usize, biases: usize): void {
  const channels = args.channels;
  const accumulate = args.accumulate;
  const start = (<usize>(row * channels)) << 2;
  const dY = args.dY + start;
  const x = args.x + start;
  const dX = args.dX + start;
  const slopes = args.slopes == 0 ? 0 : args.slopes + start;
  const gain = args.gain;
  const statistics = args.statistics + ((<usize>row) << 3);
  const mean = splat(load<f32>(statistics));
  const inverse = splat(load<f32>(statistics, 4));
  let sum = splat(0);
  let product = splat(0);
  for (let c = 0; c < channels; c += 4) {
    const at = (<usize>c) << 2;
    const count = channels - c;
    const g = loadPart(gain + at, count);
    const normal = f32x4.mul(f32x4.sub(loadPart(x + at, count), mean), inverse);
    let d = loadPart(dY + at, count);
    if (slopes != 0) d = f32x4.mul(d, loadPart(slopes + at, count));
    storePart(biases + at, f32x4.add(loadPart(biases + at, count), d), count);
    storePart(gains + at, madd(d, normal, loadPart(gains + at, count)), count);
    d = f32x4.mul(d, g);
    storePart(scratch + at, d, count);
    sum = f32x4.add(sum, d);
    product = madd(d, normal, product);
  }
  const meanSum = splat(sumLanes(sum) / <f32>channels);
  const meanProduct = splat(sumLanes(product) / <f32>channels);
  let c = 0;
  for (; c + 4 <= channels; c += 4) {
    inputGradientPart(x, dX, (<usize>c) << 2, mean, inverse, meanSum, meanProduct, accumulate, 4);
  }
  if (c < channels) {
    inputGradientPart(x, dX, (<usize>c) << 2, mean, inverse, meanSum, meanProduct, accumulate, channels - c);
  }
}

/** @inline */
function inputGradientPart(
  x: usize,
  dX: usize,
  at: usize,
  mean: v128,
  inverse: v128,
  meanSum: v128,
  meanProduct: v128,
  accumulate: bool,
  count: i32,
): void {
  const normal = f32x4.mul(f32x4.sub(loadPart(x + at, count), mean), inverse);
  let d = f32x4.sub(f32x4.sub(loadPart(scratch + at, count), meanSum), f32x4.mul(normal, meanProduct));
  d = f32x4.mul(d, inverse);
  if (accumulate) d = f32x4.add(d, loadPart(dX + at, count));
  storePart(dX + at, d, count);
}
