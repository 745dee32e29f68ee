// The optimizers of the measured systems in jax-js, in the forms of domain/training/optimizer.ts.
import { numpy as np } from "@jax-js/jax";
import type { Optimizer } from "@/domain/training/optimizer";

/** A parameter or its gradient with what the optimizer keeps beside it. */
export type Updated = { parameter: np.Array; slots: np.Array[] };

/** Updates one parameter; consumes its arrays. `rate` and `rootCorrection` are scalars of this step. */
export type UpdateRule = (current: Updated, gradient: np.Array, rate: np.Array, rootCorrection: np.Array) => Updated;

/** Gives the scalars of step `step` (counted from 1): Adam's corrections are computed in doubles. */
export function stepScalars(optimizer: Optimizer, learningRate: number, step: number): [number, number] {
  if (optimizer.kind !== "adamw") return [learningRate, 1];
  return [learningRate / (1 - optimizer.beta1 ** step), 1 / Math.sqrt(1 - optimizer.beta2 ** step)];
}

/** Gives the rule of an optimizer that some system uses. */
export function updateRule(optimizer: Optimizer, learningRate: number): UpdateRule {
  switch (optimizer.kind) {
    case "rmsprop":
      return rmspropRule(optimizer);
    case "adamw":
      return adamwRule(optimizer, learningRate);
    default:
      throw new Error(`updateRule: expected rmsprop or adamw, got ${optimizer.kind}`);
  }
}

function rmspropRule({ decay, epsilon, epsilonInsideRoot }: Extract<Optimizer, { kind: "rmsprop" }>): UpdateRule {
  return ({ parameter, slots }, gradient, rate, rootCorrection) => {
    rootCorrection.dispose();
    const square = (slots[0] as np.Array).mul(decay).add(np.square(gradient.ref).mul(1 - decay));
    const divisor = epsilonInsideRoot ? np.sqrt(square.ref.add(epsilon)) : np.sqrt(square.ref).add(epsilon);
    return { parameter: parameter.sub(gradient.mul(rate).div(divisor)), slots: [square] };
  };
}

function adamwRule(settings: Extract<Optimizer, { kind: "adamw" }>, learningRate: number): UpdateRule {
  const { beta1, beta2, epsilon, weightDecay } = settings;
  return ({ parameter, slots }, gradient, rate, rootCorrection) => {
    const mean = (slots[0] as np.Array).mul(beta1).add(gradient.ref.mul(1 - beta1));
    const square = (slots[1] as np.Array).mul(beta2).add(np.square(gradient).mul(1 - beta2));
    const divisor = np.sqrt(square.ref).mul(rootCorrection).add(epsilon);
    const decayed = parameter.mul(1 - learningRate * weightDecay);
    return { parameter: decayed.sub(mean.ref.mul(rate).div(divisor)), slots: [mean, square] };
  };
}
