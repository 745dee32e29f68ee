// A session without a model: its loss follows a script, so that the training loop can be tested alone.
import type { StepMetrics } from "@/domain/run/run-series";
import type { Evaluation, SessionState, StepSettings, TrainingSession } from "@/engine/engine";

export interface FakeScript {
  /** Loss of step `step`, counted from 1. */
  readonly loss: (step: number) => number;
  /** Validation loss after `step` steps. */
  readonly validation: (step: number) => number;
  /** The weight after `step` steps. */
  readonly weight: (step: number) => number;
  /** How many of the 16 targets of a step count, all unless told. */
  readonly counted?: (step: number) => number;
}

/** A session whose only weight follows the script. */
export class FakeSession implements TrainingSession {
  readonly evaluationBatch = 10;
  readonly stepTargets = 16;
  readonly rates: number[] = [];
  readonly evaluated: number[] = [];
  readonly #script: FakeScript;
  #step = 0;
  #pending: StepMetrics[] = [];

  constructor(script: FakeScript) {
    this.#script = script;
  }

  step(_settings: StepSettings, learningRates: readonly number[]): void {
    for (const learningRate of learningRates) {
      this.#step += 1;
      this.rates.push(learningRate);
      const loss = this.#script.loss(this.#step);
      this.#pending.push({
        step: this.#step,
        loss,
        accuracy: 0.5,
        counted: this.#script.counted?.(this.#step) ?? 16,
        gradientNorm: 1,
        learningRate,
      });
    }
  }

  async drain(): Promise<readonly StepMetrics[]> {
    const metrics = this.#pending;
    this.#pending = [];
    return metrics;
  }

  async evaluate(_split: "train" | "validation", from: number, count: number): Promise<Evaluation> {
    this.evaluated.push(from);
    return { loss: this.#script.validation(this.#step), accuracy: 0.25, counted: count, windows: count };
  }

  async readState(): Promise<SessionState> {
    return {
      step: this.#step,
      tensors: new Map([["w", { shape: [1], data: Float32Array.of(this.#script.weight(this.#step)) }]]),
    };
  }

  async writeState(state: SessionState): Promise<void> {
    this.#step = state.step;
  }

  memory() {
    return { tensors: 1, bytes: 4 };
  }

  dispose(): void {}
}
