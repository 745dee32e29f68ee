// All that a session runs, and where its memory lies: a pure function of the request, so that the bytes
// of a run are known before it starts.
import { snapshotNames } from "@/domain/training/snapshot";
import type { PlanRequest } from "../engine";
import { evaluationBatch } from "../evaluation-batch";
import { planSoundness, type SoundnessPlan } from "../operations/non-finite/plan";
import { compileEvaluation, type EvaluationPlan } from "./compile-evaluation";
import { compileTraining, type TrainingPlan } from "./compile-training";
import type { Tuning } from "./contract/tuning";
import type { ProgramPlan } from "./device";
import { type MemoryPlan, planMemory } from "./memory-plan";
import { createStore, type PlanStore } from "./plan-store";

/** Everything that a training session on a device needs. */
export interface SessionPlan {
  readonly store: PlanStore;
  readonly training: TrainingPlan;
  readonly evaluation: EvaluationPlan;
  /** A look at what training changes. */
  readonly soundness: SoundnessPlan;
  readonly memory: MemoryPlan;
  /** A step, an evaluation and a look at the numbers, as large as any that the session runs. */
  readonly programs: readonly ProgramPlan[];
}

/** Compiles a session's programs and places its buffers. */
export function compileSession({ graph, windows, order, optimizer }: PlanRequest, tuning: Tuning): SessionPlan {
  const store = createStore(graph, windows, optimizer);
  const training = compileTraining(graph, store, order.batchSize, optimizer, tuning);
  // As large as training's at least: its memory is there, and large batches cost less a window.
  const evaluation = compileEvaluation(graph, store, Math.max(order.batchSize, evaluationBatch(windows)), tuning);
  const soundness = planSoundness(store.states.newest, tuning);
  const lasting = [
    store.tokens,
    ...(store.lossMask === null ? [] : [store.lossMask]),
    store.weights,
    store.gradients,
    ...store.slots,
    ...training.updateBuffers,
    training.records.buffer,
    evaluation.records.buffer,
    soundness.records.buffer,
  ];
  const evaluationCalls = evaluation.callsFor(evaluation.batch);
  const memory = planMemory(
    lasting,
    [training.passes, evaluationCalls, soundness.calls],
    snapshotNames.flatMap((name) => store.states[name]),
  );
  const programs = [
    { calls: training.sampleCalls, records: training.records },
    { calls: evaluationCalls, records: evaluation.records },
    soundness,
  ];
  return { store, training, evaluation, soundness, memory, programs };
}
