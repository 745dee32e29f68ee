// The oracle's optimizers: one step over float64 numbers, written from the formulas named in
// src/domain/training/optimizer.ts. Each parameter keeps its slots between steps.
import type { Optimizer } from "@/domain/training/optimizer";

/** A parameter with what its optimizer keeps: both slots start at zero, and not every optimizer uses both. */
export interface OracleParameter {
  readonly values: Float64Array;
  /** Momentum of SGD, mean of Adam. */
  readonly first: Float64Array;
  /** Running square of RMSProp and Adam. */
  readonly second: Float64Array;
}

/** Copies numbers into a parameter whose optimizer has not stepped yet. */
export function oracleParameter(values: ArrayLike<number>): OracleParameter {
  const { length } = values;
  return { values: Float64Array.from(values), first: new Float64Array(length), second: new Float64Array(length) };
}

/** Gives the factor that brings the global L2 norm of all gradients down to `limit`, at most 1. */
export function oracleClipFactor(gradients: readonly ArrayLike<number>[], limit: number | null): number {
  const norm = Math.hypot(...gradients.flatMap((gradient) => Array.from(gradient)));
  return limit === null || norm <= limit ? 1 : limit / norm;
}

/** Takes step number `step`, counted from 1, in place. */
export function oracleStep(
  parameter: OracleParameter,
  gradient: ArrayLike<number>,
  optimizer: Optimizer,
  rate: number,
  step: number,
): void {
  const { values, first, second } = parameter;
  for (let i = 0; i < values.length; i++) {
    const g = gradient[i];
    switch (optimizer.kind) {
      case "sgd":
        first[i] = optimizer.momentum * first[i] + g;
        values[i] -= rate * first[i];
        break;
      case "rmsprop": {
        const { decay, epsilon, epsilonInsideRoot } = optimizer;
        second[i] = decay * second[i] + (1 - decay) * g * g;
        values[i] -= (rate * g) / (epsilonInsideRoot ? Math.sqrt(second[i] + epsilon) : Math.sqrt(second[i]) + epsilon);
        break;
      }
      case "adam":
      case "adamw": {
        const { beta1, beta2, epsilon } = optimizer;
        if (optimizer.kind === "adamw") values[i] *= 1 - rate * optimizer.weightDecay;
        first[i] = beta1 * first[i] + (1 - beta1) * g;
        second[i] = beta2 * second[i] + (1 - beta2) * g * g;
        const mean = first[i] / (1 - beta1 ** step);
        const square = second[i] / (1 - beta2 ** step);
        values[i] -= (rate * mean) / (Math.sqrt(square) + epsilon);
        break;
      }
      default:
        throw optimizer satisfies never;
    }
  }
}
