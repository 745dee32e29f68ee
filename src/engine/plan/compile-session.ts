// All that a session runs, and where its memory lies: a pure function of the request, so that the bytes
// of a run are known before it starts.
import { snapshotNames } from "@/domain/training/snapshot";
import type { PlanRequest } from "../engine";
import { evaluationBatch } from "../evaluation-batch";
import { planSoundness, type SoundnessPlan } from "../operations/non-finite/plan";
import { chooseForms, formsForAnyBatch } from "./batch-forms";
import { compileEvaluation, type EvaluationPlan } from "./compile-evaluation";
import { compileTraining, type TrainingPlan } from "./compile-training";
import type { Tuning } from "./contract/tuning";
import type { ProgramPlan } from "./device";
import { type MemoryPlan, planMemory } from "./memory-plan";
import { createStore, type PlanStore, type SnapshotContent } from "./plan-store";

/** Everything that a training session on a device needs. */
export interface SessionPlan {
  readonly store: PlanStore;
  readonly training: TrainingPlan;
  readonly evaluation: EvaluationPlan;
  /** A look at what training changes. */
  readonly soundness: SoundnessPlan;
  readonly memory: MemoryPlan;
  /** Steps and evaluations in every form, and a look at the numbers, as large as any that the session runs. */
  readonly programs: readonly ProgramPlan[];
}

/** Compiles a session's programs and places its buffers. */
export function compileSession(request: PlanRequest, tuning: Tuning, snapshots: SnapshotContent = "all"): SessionPlan {
  const { graph, windows, order, optimizer } = request;
  const store = createStore(graph, windows, optimizer, snapshots);
  const forms = chooseForms(request);
  const training = compileTraining({ graph, store, tuning, size: order, forms, optimizer });
  // As large as training's at least: its memory is there, and large batches cost less a window.
  const batch = Math.max(order.batchSize, evaluationBatch(windows));
  const evaluationForms = formsForAnyBatch(forms, order.batchSize, batch);
  const evaluation = compileEvaluation({ graph, store, tuning, batch, forms: evaluationForms });
  const soundness = planSoundness(store.states.newest, tuning);
  const lasting = [
    store.tokens,
    ...(store.lossMask === null ? [] : [store.lossMask]),
    store.weights,
    store.gradients,
    ...store.slots,
    ...training.lasting,
    training.records.buffer,
    evaluation.records.buffer,
    soundness.records.buffer,
  ];
  const memory = planMemory(
    lasting,
    // From the third stretch of a form on, buffers are those of the second.
    [
      ...training.forms.flatMap(({ stretches }) => stretches.slice(0, 2)),
      ...evaluation.forms.map(({ calls }) => calls),
      soundness.calls,
    ],
    snapshotNames.flatMap((name) => store.states[name]),
    tuning.arenaWords,
  );
  const programs = [
    ...training.sampleCalls.map((calls) => ({ calls, records: training.records })),
    ...evaluation.forms.map(({ calls }) => ({ calls, records: evaluation.records })),
    soundness,
  ];
  return { store, training, evaluation, soundness, memory, programs };
}
