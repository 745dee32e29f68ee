// A training session on whatever backend tfjs runs: eager operations, tfjs's own differentiation.
// Simple and slow; the truth that faster engines are held against.
import * as tf from "@tensorflow/tfjs";
import { trainedParameters } from "@/domain/graph/parameters";
import type { StepMetrics } from "@/domain/run/run-series";
import { readAll } from "@/domain/stored-tensor";
import { optimizerSlots, slotName } from "@/domain/training/optimizer";
import type { SnapshotName } from "@/domain/training/snapshot";
import { batchStarts } from "@/domain/windows/batch-order";
import type { Evaluation, PlanRequest, SessionState, StatePlace, StepSettings, TrainingSession } from "../engine";
import { evaluationBatch } from "../evaluation-batch";
import { cutBatch } from "./batch";
import { clipGradients } from "./clip-gradients";
import { evaluateWindows } from "./evaluate-windows";
import { lossAndGradients } from "./loss-and-gradients";
import { updateParameter } from "./optimizers/update-parameter";
import { TensorStore } from "./tensor-store";

/** A finished step whose scores (4), loss accuracy counted norm, are still on the device. */
interface PendingStep {
  readonly step: number;
  readonly learningRate: number;
  readonly scores: tf.Tensor;
}

/** Trains one graph on one set of windows. */
export class ReferenceSession implements TrainingSession {
  readonly #request: PlanRequest;
  readonly #store: TensorStore;
  readonly #onDispose: (session: ReferenceSession) => void;
  #finished = 0;
  /** Steps that were finished in what is kept. */
  readonly #kept = new Map<SnapshotName, number>();
  #pending: PendingStep[] = [];

  private constructor(
    { graph, windows, order, optimizer }: PlanRequest,
    store: TensorStore,
    onDispose: (session: ReferenceSession) => void,
  ) {
    this.#onDispose = onDispose;
    // Not the state that it begins with: those weights are in the store now, and would be held twice.
    this.#request = { graph, windows, order, optimizer };
    this.#store = store;
  }

  /** `onDispose` hears of the end. */
  static async open(
    request: PlanRequest,
    { step, tensors }: SessionState,
    onDispose: (session: ReferenceSession) => void,
  ): Promise<ReferenceSession> {
    const store = new TensorStore(request.graph, request.optimizer, await readAll(tensors), tensors);
    const session = new ReferenceSession(request, store, onDispose);
    session.#finished = step;
    return session;
  }

  get evaluationBatch() {
    return evaluationBatch(this.#request.windows);
  }

  get stepTargets() {
    const { graph, order } = this.#request;
    return order.batchSize * order.accumulation * (graph.lossPositions === "every" ? graph.contextLength : 1);
  }

  step(settings: StepSettings, learningRates: readonly number[]): void {
    if (settings.optimizer.kind !== this.#request.optimizer) {
      throw new Error(`step: expected settings of ${this.#request.optimizer}, got ${settings.optimizer.kind}`);
    }
    for (const learningRate of learningRates) {
      this.#advance(settings, learningRate);
    }
  }

  #advance(settings: StepSettings, learningRate: number): void {
    const { graph, windows, order, optimizer } = this.#request;
    const { batchSize, accumulation } = order;
    const starts = new Uint32Array(batchSize * accumulation);
    batchStarts(windows.train, order, this.#finished, starts);
    const step = this.#finished + 1;
    const replaced = new Map<string, tf.Tensor>();
    const scores = tf.tidy(() => {
      const parts = Array.from({ length: accumulation }, (_, part) => ({
        batch: cutBatch(windows, starts.subarray(part * batchSize, (part + 1) * batchSize), graph.lossPositions),
        dropout: { seed: order.seed, step: this.#finished * accumulation + part },
      }));
      const { loss, accuracy, counted, gradients } = lossAndGradients(graph, this.#store.tensors, parts);
      const clipped = clipGradients(gradients, settings.gradientClip);
      for (const [index, { name }] of trainedParameters(graph).entries()) {
        const slotNames = optimizerSlots[optimizer].map((slot) => slotName(slot, name));
        const updated = updateParameter(settings.optimizer.kind, {
          parameter: this.#tensor(name),
          gradient: clipped.gradients[index] as tf.Tensor,
          slots: slotNames.map((slot) => this.#tensor(slot)),
          settings: settings.optimizer,
          learningRate,
          step,
        });
        replaced.set(name, tf.keep(updated.parameter));
        for (const [slot, slotTensor] of updated.slots.entries()) {
          replaced.set(slotNames[slot] as string, tf.keep(slotTensor));
        }
      }
      return tf.stack([loss, accuracy, counted, clipped.norm]);
    });
    for (const [name, tensor] of replaced) {
      this.#store.replace(name, tensor);
    }
    this.#pending.push({ step, learningRate, scores: tf.keep(scores) });
    this.#finished = step;
  }

  #tensor(name: string): tf.Tensor {
    return this.#store.tensors.get(name) as tf.Tensor;
  }

  async drain(): Promise<readonly StepMetrics[]> {
    const pending = this.#pending;
    this.#pending = [];
    if (pending.length === 0) {
      return [];
    }
    const scores = pending.map((entry) => entry.scores);
    const joined = tf.concat(scores); // (4 * steps)
    tf.dispose(scores);
    const values = await joined.data(); // GPU sync
    joined.dispose();
    return pending.map(({ step, learningRate }, index) => ({
      step,
      loss: values[4 * index] as number,
      accuracy: values[4 * index + 1] as number,
      counted: values[4 * index + 2] as number,
      gradientNorm: values[4 * index + 3] as number,
      learningRate,
    }));
  }

  evaluate(split: "train" | "validation", from: number, count: number): Promise<Evaluation> {
    const { graph, windows } = this.#request;
    return evaluateWindows(graph, this.#store.tensors, windows, { split, from, count });
  }

  async readState(what: "weights" | "all" = "all", of: StatePlace = "newest"): Promise<SessionState> {
    const step = of === "newest" ? this.#finished : (this.#kept.get(of) as number);
    return { step, tensors: await this.#store.read(what, of) };
  }

  /** Tensors of tfjs are small: what is lent is a copy. */
  lendState(what?: "weights" | "all", of?: StatePlace): Promise<SessionState> {
    return this.readState(what, of);
  }

  async writeState({ step, tensors: given }: SessionState, into: StatePlace = "newest"): Promise<void> {
    const tensors = await readAll(given);
    if (into === "newest") {
      this.#store.write(tensors, given);
      this.#finished = step;
    } else {
      this.#store.writeKept(into, tensors);
      this.#kept.set(into, step);
    }
  }

  async isSound(): Promise<boolean> {
    const unsound = tf.tidy(() => {
      const counts = [...this.#store.tensors.values()].map((tensor) => tf.isFinite(tensor).logicalNot().sum());
      return tf.addN(counts.map((count) => count.toFloat()));
    });
    const [count] = await unsound.data(); // GPU sync
    unsound.dispose();
    return count === 0;
  }

  keep(snapshot: SnapshotName): void {
    this.#store.keep(snapshot);
    this.#kept.set(snapshot, this.#finished);
  }

  putBack(snapshot: SnapshotName): void {
    this.#store.putBack(snapshot);
    this.#finished = this.#kept.get(snapshot) as number;
  }

  memory() {
    const { numTensors, numBytes } = tf.memory();
    return { tensors: numTensors, bytes: numBytes };
  }

  dispose(): void {
    tf.dispose(this.#pending.map((entry) => entry.scores));
    this.#pending = [];
    this.#store.dispose();
    this.#onDispose(this);
  }
}
