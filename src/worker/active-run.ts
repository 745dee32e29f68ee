// A run with everything that belongs to it: what it was started with, its session and its queue.
import { buildRunGraph } from "@/domain/architectures/run-graph";
import { asStored } from "@/domain/checkpoint/as-stored";
import type { Checkpoint, CheckpointDetails } from "@/domain/checkpoint/checkpoint";
import { inheritWeights, readMerged, type WeightsOfRun } from "@/domain/checkpoint/inherit-weights";
import { matchGraph } from "@/domain/checkpoint/match-graph";
import type { RunConfig } from "@/domain/config/run-config";
import type { ModelGraph } from "@/domain/graph/model-graph";
import type { PlainTensor } from "@/domain/named-tensors";
import { hashText } from "@/domain/random";
import { failure, type Result, success } from "@/domain/result";
import type { CheckpointMark, RunId } from "@/domain/run/run";
import type { StoredTensor } from "@/domain/stored-tensor";
import { fitsMemory } from "@/domain/training/memory-forecast";
import { freshProgress, type TrainingProgress } from "@/domain/training/progress";
import { measureRun } from "@/domain/training/run-length";
import { hasTargets } from "@/domain/windows/loss-mask";
import type { Engine, SessionState } from "@/engine/engine";
import { createTrainingRun, type TrainingRun } from "@/engine/training-run";
import { planRequest, type RunData } from "./plan-request";
import { predictMemory } from "./predict-memory";
import { SerialQueue } from "./serial-queue";

/** A run from its opening to its disposal. */
export interface ActiveRun {
  readonly id: RunId;
  readonly engine: Engine;
  readonly config: RunConfig;
  readonly graph: ModelGraph;
  readonly data: RunData;
  readonly training: TrainingRun;
  readonly queue: SerialQueue;
}

/** What a run goes on from: weights, slots, progress and the time that it took. */
export interface RunStart {
  readonly state: SessionState;
  readonly progress: TrainingProgress;
  readonly trainingSeconds: number;
}

/** Gives the start of a run from another's weights: what the optimizer remembers belongs to the other data. */
export async function branchStart(
  parent: WeightsOfRun<PlainTensor | StoredTensor>,
  config: RunConfig,
  vocabularySize: number,
): Promise<RunStart> {
  const graph = buildRunGraph(config, vocabularySize);
  const tensors = await readMerged(
    inheritWeights(parent, { graph, tuning: config.tuning, seed: hashText(config.seed) }),
  );
  return { state: { step: 0, tensors: asStored(tensors, graph) }, progress: freshProgress, trainingSeconds: 0 };
}

/**
 * Opens a session on the engine that suits the model and wraps it into a run; refuses what the device cannot hold, windows without a target and a start that
 * does not fit the graph.
 */
export async function openRun(
  offered: Engine,
  id: RunId,
  config: RunConfig,
  data: RunData,
  start: RunStart | null,
): Promise<Result<ActiveRun>> {
  const request = planRequest(config, data);
  const { graph } = request;
  if (!hasTargets(data.windows, data.windows.train, graph.lossPositions)) return failure({ code: "noTargets" });
  const engine = (await offered.engineFor?.(request)) ?? offered;
  const forecast = predictMemory(engine, config, data);
  if (!fitsMemory(forecast)) {
    return failure({ code: "doesNotFit", ...forecast });
  }
  if (start !== null) {
    const match = matchGraph(start.state.tensors, graph, config.training.optimizer);
    if (!match.ok) {
      return match;
    }
  }
  const session = await engine.open({ ...request, state: start?.state ?? null });
  const progress = start?.progress ?? freshProgress;
  const size = measureRun(config, data.windows.train.count, data.windows.vocabularySize);
  const training = createTrainingRun({ session, windows: data.windows, size }, config.training, progress);
  training.trainingMilliseconds = 1000 * (start?.trainingSeconds ?? 0);
  return success({ id, engine, config, graph, data, training, queue: new SerialQueue() });
}

/** Everything of a run's checkpoint but the tensors, live settings included. */
export function checkpointDetails(run: ActiveRun): CheckpointDetails {
  return {
    formatVersion: 1,
    config: { ...run.config, training: run.training.settings },
    tokenizer: run.data.tokenizer.state,
    template: run.data.template,
    dataset: run.data.dataset,
    progress: run.training.progress,
    trainingSeconds: run.training.trainingMilliseconds / 1000,
  };
}

/** Gives the start that a checkpoint is. */
export function startOf({ tensors, details: { progress, trainingSeconds } }: Checkpoint): RunStart {
  return { state: { step: progress.step, tensors }, progress, trainingSeconds };
}

/** Lists the best weights of a run, where there are any, as a mark of what the worker holds. */
export function bestMarks(best: TrainingRun["best"], seconds: number): readonly CheckpointMark[] {
  return best === null ? [] : [{ step: best.step, kind: "best", where: "memory", seconds }];
}
