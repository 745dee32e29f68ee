// The way back after a worker that died or a device that was lost: a fresh worker on the same device and data, and the
// run on screen again as far as a copy of it goes. What is on the page (figures, curves, settings) stays there.
import type { AppError } from "@/domain/errors";
import type { BackendChoice } from "@/domain/training/device-report";
import { RestartBudget } from "@/worker/watchdog";
import type { SoundState } from "@/worker/worker-signals";
import type { CommandContext } from "./command-context";
import type { DataCommands } from "./data-commands";
import type { RunCommands } from "./run-commands";
import type { RunKeeper } from "./undo-commands";

/** Commands that bring the worker back. */
export interface RecoveryCommands {
  /** Keeps the newest copy of the run on screen, in the place of the one before. */
  keepSoundState(state: SoundState): void;
  /** After a death: starts again by itself, three times a minute at most; then the banner leaves it to the user. */
  workerDied(error: AppError): Promise<void>;
  /** Starts a fresh worker on the same data; null keeps the choice of device. */
  restartWorker(choice: BackendChoice | null): Promise<void>;
}

/** Creates the recovery commands; `now` gives milliseconds. */
export function createRecoveryCommands(
  context: CommandContext,
  data: DataCommands,
  runs: Pick<RunCommands, "openDevice" | "reopenDevice" | "giveUpWaiting">,
  keeper: RunKeeper,
): RecoveryCommands {
  const { stores, client, now } = context;
  const { run, settings, notices } = stores;
  const budget = new RestartBudget();
  /** The newest copy, with the id of the run that it is of. */
  let sound: { readonly state: SoundState; readonly run: number } | null = null;
  let restarts = 0;

  async function restartWorker(choice: BackendChoice | null): Promise<void> {
    restarts += 1;
    const mine = restarts;
    runs.giveUpWaiting();
    keeper.release();
    client.restart();
    notices.getState().dismissError();
    const opening = choice === null ? runs.reopenDevice() : runs.openDevice(choice, null);
    const [isOpen, isRead] = await Promise.all([opening, data.reload()]);
    if (mine === restarts) await bringBack(isOpen && isRead);
  }

  /** Puts the copy of the run on screen into the fresh worker and says what is lost. */
  async function bringBack(isReady: boolean): Promise<void> {
    // The calls that were under way have told of the death that is now overcome.
    if (isReady && notices.getState().error?.code === "workerDied") notices.getState().dismissError();
    const { id, latest, name } = run.getState();
    if (latest.step === null || !isReady) return;
    const copy = sound !== null && sound.run === id ? sound.state : null;
    const restored = copy === null ? null : await client.importFile(fileOf(copy), settings.getState().config);
    if (run.getState().id !== id) return;
    if (restored === null || !restored.ok) {
      notices.getState().notify("workerRestartedWithoutRun", { name: name ?? "" });
      return;
    }
    const { progress } = restored.value;
    const lost = Math.max(0, latest.step - progress.step);
    run.getState().comeBack(progress);
    notices.getState().notify("workerRestarted", { name: name ?? "", step: progress.step, count: lost });
  }

  return {
    keepSoundState: (state) => {
      sound = { state, run: run.getState().id };
    },
    workerDied: async (error) => {
      const { state } = run.getState();
      if (state !== "idle") run.getState().setState("failed", "failed", error);
      if (budget.take(now())) await restartWorker(null);
      else notices.getState().showError(error);
    },
    restartWorker,
  };
}

function fileOf({ bytes, step }: SoundState): File {
  return new File([bytes], `step-${step}.zip`);
}
