// Layer normalization (Ba et al., 2016) and its gradient, one row after another.
import type { PlainKernel } from "../../plan/plain/kernel";
import { activated, dropoutFactor, slopeOf } from "../../plan/plain/math";

/** Normalizes rows by mean and biased variance. */
export const plainLayerNorm: PlainKernel<"layerNorm"> =
  ({ x, gain, bias, y, statistics, rows, channels, ...args }) =>
  () => {
    for (let row = 0; row < rows; row++) {
      const start = row * channels;
      let mean = 0;
      for (let c = 0; c < channels; c++) mean += x[start + c] / channels;
      let variance = 0;
      for (let c = 0; c < channels; c++) variance += (x[start + c] - mean) ** 2 / channels;
      const inverse = 1 / Math.sqrt(variance + args.epsilon);
      statistics.set([mean, inverse], 2 * row);
      for (let c = 0; c < channels; c++) {
        const normal = (x[start + c] - mean) * inverse * gain[c] + bias[c];
        const factor = dropoutFactor(args.dropoutKey, args.dropoutRate, start + c);
        y[start + c] = activated(args.activation, normal) * factor;
        if (args.slopes !== null) args.slopes[start + c] = slopeOf(args.activation, normal) * factor;
      }
    }
  };

/** Gives the gradients of input, gain and bias. */
export const plainLayerNormBackward: PlainKernel<"layerNormBackward"> =
  ({ dY, x, gain, statistics, dX, ...args }) =>
  () => {
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
