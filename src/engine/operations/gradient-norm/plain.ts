// The length of the gradient, as a plain loop.
import type { PlainKernel } from "../../plan/plain/kernel";

/** Measures the gradient and gives the factor that clips it. */
export const plainGradientNorm: PlainKernel<"gradientNorm"> =
  ({ gradients, count, clip, scale, norm }) =>
  () => {
    let squares = 0;
    for (let i = 0; i < count; i++) squares += gradients[i] * gradients[i];
    norm[0] = Math.sqrt(squares);
    scale[0] = clip === 0 ? 1 : clip / Math.max(Math.sqrt(squares), clip);
  };
