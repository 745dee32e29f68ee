// The optimizers, weight by weight.
import type { PlainKernel } from "../../plan/plain/kernel";

/** Follows the gradient with momentum. */
export const plainSgd: PlainKernel<"sgd"> =
  ({ parameters, gradients, momenta, count, scale, rate, momentum }) =>
  () => {
    for (let i = 0; i < count; i++) {
      momenta[i] = momentum * momenta[i] + gradients[i] * scale[0];
      parameters[i] -= rate[0] * momenta[i];
    }
  };

/** Divides by the running root mean square of gradients. */
export const plainRmsprop: PlainKernel<"rmsprop"> =
  ({ parameters, gradients, squares, count, scale, rate, ...args }) =>
  () => {
    const { decay, decayRest, epsilon } = args;
    for (let i = 0; i < count; i++) {
      const gradient = gradients[i] * scale[0];
      squares[i] = decay * squares[i] + decayRest * gradient * gradient;
      const divisor = args.epsilonInsideRoot ? Math.sqrt(squares[i] + epsilon) : Math.sqrt(squares[i]) + epsilon;
      parameters[i] -= (rate[0] * gradient) / divisor;
    }
  };

/** Follows running means over running root mean squares, weights decaying by themselves. */
export const plainAdam: PlainKernel<"adam"> =
  ({ parameters, gradients, means, squares, count, scale, rate, ...args }) =>
  () => {
    for (let i = 0; i < count; i++) {
      const gradient = gradients[i] * scale[0];
      means[i] = args.beta1 * means[i] + args.beta1Rest * gradient;
      squares[i] = args.beta2 * squares[i] + args.beta2Rest * gradient * gradient;
      const change = (rate[0] * rate[1] * means[i]) / (Math.sqrt(squares[i] * rate[2]) + args.epsilon);
      parameters[i] = parameters[i] * (1 - rate[0] * args.weightDecay) - change;
    }
  };
