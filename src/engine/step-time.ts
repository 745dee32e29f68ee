// Measures what a step of a model takes on an engine, by training it for a moment from its first weights.
import type { Optimizer, OptimizerKind } from "@/domain/training/optimizer";
import type { Engine, PlanRequest } from "./engine";

/** Longest time that steps are measured, in milliseconds, the first one left out. */
const MEASURED = 300;
/** Small, so that no model diverges into numbers that cost other times. */
const LEARNING_RATE = 1e-6;

const optimizers: { readonly [Kind in OptimizerKind]: Optimizer } = {
  sgd: { kind: "sgd", momentum: 0.9 },
  rmsprop: { kind: "rmsprop", decay: 0.9, epsilon: 1e-7, epsilonInsideRoot: false },
  adam: { kind: "adam", beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  adamw: { kind: "adamw", beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
};

/** Gives milliseconds a step, of the fastest stretch; rejects where the engine cannot train the model. */
export async function measureStep(engine: Engine, request: PlanRequest, now: () => number): Promise<number> {
  const session = await engine.open({ ...request, state: null });
  const timeOf = async (steps: number): Promise<number> => {
    const begun = now();
    session.step({ optimizer: optimizers[request.optimizer], gradientClip: 1 }, new Array(steps).fill(LEARNING_RATE));
    await session.drain();
    return (now() - begun) / steps;
  };
  try {
    // The first step compiles, and fetches memory.
    let fastest = await timeOf(1);
    let left = MEASURED;
    // Longer and longer stretches: a wait for the device's results is not a step's.
    for (let steps = 1; left > 0; steps = Math.min(2 * steps, Math.max(1, Math.floor(left / fastest)))) {
      const time = await timeOf(steps);
      left -= Math.max(1, steps * time);
      fastest = Math.min(fastest, time);
    }
    return fastest;
  } finally {
    session.dispose();
  }
}
