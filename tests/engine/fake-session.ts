// A session without a model: its loss follows a script, so that the training loop can be tested alone.
import type { StepMetrics } from "@/domain/run/run-series";
import type { SnapshotName } from "@/domain/training/snapshot";
import type { Evaluation, SessionState, StatePlace, StepSettings, TrainingSession } from "@/engine/engine";

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
  readonly #kept = new Map<SnapshotName, number>();
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

  async readState(_what: "weights" | "all" = "all", of: StatePlace = "newest"): Promise<SessionState> {
    const step = of === "newest" ? this.#step : this.#keptStep(of);
    return { step, tensors: new Map([["w", { shape: [1], data: Float32Array.of(this.#script.weight(step)) }]]) };
  }

  lendState(what?: "weights" | "all", of?: StatePlace): Promise<SessionState> {
    return this.readState(what, of);
  }

  async writeState(state: SessionState, into: StatePlace = "newest"): Promise<void> {
    if (into === "newest") this.#step = state.step;
    else this.#kept.set(into, state.step);
  }

  async isSound(): Promise<boolean> {
    return Number.isFinite(this.#script.weight(this.#step));
  }

  keep(snapshot: SnapshotName): void {
    this.#kept.set(snapshot, this.#step);
  }

  putBack(snapshot: SnapshotName): void {
    this.#step = this.#keptStep(snapshot);
  }

  #keptStep(snapshot: SnapshotName): number {
    const step = this.#kept.get(snapshot);
    if (step === undefined) throw new Error(`FakeSession: expected a snapshot "${snapshot}", got none`);
    return step;
  }

  memory() {
    return { tensors: 1, bytes: 4 };
  }

  dispose(): void {}
}
