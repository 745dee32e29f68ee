// A run that gives way, kept without its session: enough to open it again exactly as it stood.
import type { RunHistory } from "@/domain/checkpoint/run-history";
import type { RunConfig } from "@/domain/config/run-config";
import type { AppError } from "@/domain/errors";
import type { Result } from "@/domain/result";
import type { Engine, SessionState } from "@/engine/engine";
import type { TrainingRun } from "@/engine/training-run";
import { type ActiveRun, openRun } from "./active-run";
import type { RunData } from "./plan-request";
import type { EndReason, RunState } from "./protocol";

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
  readonly history: RunHistory;
}

/** Copies a run between two training slices. */
export function copyRun({ config, data, training, queue, log }: ActiveRun, status: RunStatus): Promise<KeptRun> {
  return queue.run(async () => {
    const state = await training.session.readState(); // GPU sync
    const { session: _session, ...memory } = training;
    return { status, config, data, state, memory, history: log.history() };
  });
}

/** Opens a kept run again, its best weights, times and measurements included. */
export async function reopenRun(
  engine: Engine,
  { config, data, state, memory, history }: KeptRun,
): Promise<Result<ActiveRun>> {
  const opened = await openRun(engine, config, data, { state, progress: memory.progress, history });
  if (!opened.ok) {
    return opened;
  }
  Object.assign(opened.value.training, memory);
  return opened;
}
