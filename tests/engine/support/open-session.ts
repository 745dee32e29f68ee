// Opens reference sessions on the backend that a test has loaded.

import type { StepMetrics } from "@/domain/run/run-series";
import type { DeviceId } from "@/domain/training/device-report";
import type { SessionRequest, StepSettings, TrainingSession } from "@/engine/engine";
import { createReferenceEngine } from "@/engine/reference/reference-engine";

/** Opens a session of the reference engine. */
export function openSession(request: SessionRequest, id: DeviceId = "reference-cpu"): Promise<TrainingSession> {
  return createReferenceEngine({ id, adapter: null, threads: 1, reason: "requested" }).open(request);
}

/** Runs `count` steps at one learning rate and reads their metrics. */
export function runSteps(
  session: TrainingSession,
  settings: StepSettings,
  count: number,
  learningRate = 0.01,
): Promise<readonly StepMetrics[]> {
  session.step(settings, new Array<number>(count).fill(learningRate));
  return session.drain();
}
