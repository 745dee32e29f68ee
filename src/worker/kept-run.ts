// A run that gives way, kept without its session: enough to open it again exactly as it stood.
import type { RunConfig } from "@/domain/config/run-config";
import type { AppError } from "@/domain/errors";
import type { Result } from "@/domain/result";
import type { Engine, SessionState } from "@/engine/engine";
import type { TrainingRun } from "@/engine/training-run";
import { type ActiveRun, openRun } from "./active-run";
import type { RunData } from "./plan-request";
import type { EndReason, RunState } from "./protocol";
import type { RunLog } from "./run-log";

/** What a run is doing, or how it ended. */
export interface RunStatus {
  readonly state: RunState;
  readonly reason: EndReason | null;
  readonly error: AppError | null;
}

/** All of a run but its memory on the device. */
export interface KeptRun {
  readonly status: RunStatus;
  readonly config: RunConfig;
  readonly data: RunData;
  readonly state: SessionState;
  readonly memory: Omit<TrainingRun, "session">;
  readonly log: RunLog;
}

/** Copies a run between two training slices. */
export function copyRun({ config, data, training, queue, log }: ActiveRun, status: RunStatus): Promise<KeptRun> {
  return queue.run(async () => {
    const state = await training.session.readState(); // GPU sync
    const { session: _session, ...memory } = training;
    return { status, config, data, state, memory, log };
  });
}

/** Opens a kept run again, its best weights, times and log included. */
export async function reopenRun(
  engine: Engine,
  { config, data, state, memory, log }: KeptRun,
): Promise<Result<ActiveRun>> {
  const opened = await openRun(engine, config, data, { state, progress: memory.progress, history: log.history() });
  if (!opened.ok) {
    return opened;
  }
  Object.assign(opened.value.training, memory);
  return opened;
}
