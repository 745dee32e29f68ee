// The way back after a worker that died or a device that was lost: a fresh worker on the same device and data, and the
// run on screen again as far as a copy of it goes. What is on the page (figures, curves, settings) stays there.
import type { AppError } from "@/domain/errors";
import type { Run, RunId } from "@/domain/run/run";
import { restOf } from "@/domain/run/run-figures";
import type { BackendChoice } from "@/domain/training/device-report";
import type { TrainingProgress } from "@/domain/training/progress";
import { RestartBudget } from "@/worker/watchdog";
import type { SoundState } from "@/worker/worker-signals";
import type { BaseAccess } from "./base-access";
import type { CommandContext } from "./command-context";
import type { DataCommands } from "./data-commands";
import type { KeptRuns } from "./keeping-commands";
import type { RunCommands } from "./run-commands";
import { cutAt } from "./run-cut";
import { openRun } from "./runs-store";
import type { Stores } from "./stores";

/** Commands that bring the worker back. */
export interface RecoveryCommands {
  /** Keeps a copy of a run's newest or best weights, in the place of the one before. */
  keepSoundState(state: SoundState): void;
  /**
   * After the death of the worker or the loss of its device: starts again by itself, three times a minute at most; then
   * the banner leaves it to the user. A run that trained goes on where its device was lost, on the processor after the
   * third loss within a minute.
   */
  workerDied(error: AppError): Promise<void>;
  /** Starts a fresh worker on the same data; null keeps the choice of device. */
  restartWorker(choice: BackendChoice | null): Promise<void>;
}

/** Most bytes of a copy that the page holds in memory; of larger runs it waits for what is kept in the browser. */
const LARGEST_COPY = 32 * 2 ** 20;

/** Losses of a device within a minute after which it is tried again. */
const FORGIVEN_LOSSES = 2;

/** Creates the recovery commands; `now` gives milliseconds. */
export function createRecoveryCommands(
  context: CommandContext,
  data: DataCommands,
  device: Pick<RunCommands, "openDevice" | "reopenDevice" | "giveUpWaiting" | "resume"> &
    Pick<BaseAccess, "withOrigin">,
  kept: Pick<KeptRuns, "fileOf" | "noteCopy">,
): RecoveryCommands {
  const { stores, client, now } = context;
  const { runs, settings, notices } = stores;
  const budget = new RestartBudget();
  const losses = new RestartBudget(FORGIVEN_LOSSES);
  const copies = new Map<SoundState["kind"], SoundState>();
  let restarts = 0;

  async function restartWorker(choice: BackendChoice | null): Promise<void> {
    restarts += 1;
    const mine = restarts;
    device.giveUpWaiting();
    runs.setState({ isRecovering: true });
    client.restart();
    forgetMemory(stores);
    notices.getState().dismissError();
    const opening = choice === null ? device.reopenDevice() : device.openDevice(choice, null);
    const [isOpen, isRead] = await Promise.all([opening, data.reload()]);
    if (mine === restarts) await bringBack(isOpen && isRead);
    if (mine === restarts) runs.setState({ isRecovering: false });
  }

  /** Gives the newest copy of a run's weights: the page's, else the one that is kept in the browser. */
  async function copyOf(id: RunId, kind: SoundState["kind"]): Promise<File | null> {
    const copy = copies.get(kind);
    return copy?.run === id ? new File([copy.bytes], `${kind}.safetensors`) : kept.fileOf(id, kind);
  }

  /** Puts the copy of the run on screen into the fresh worker and says what is lost. */
  async function bringBack(isReady: boolean): Promise<void> {
    // The calls that were under way have told of the death that is now overcome.
    if (isReady && notices.getState().error?.code === "workerDied") notices.getState().dismissError();
    const fallen = openRun(runs.getState());
    const { id, name, progress: before } = fallen;
    if (id === null || before.step === 0 || !isReady) return;
    const file = await copyOf(id, "last");
    const known = { status: restOf(fallen), step: before.step, best: await copyOf(id, "best") };
    const { config } = settings.getState();
    const restored =
      file && (await device.withOrigin(id, (base) => client.importFile(id, file, config, { ...known, base })));
    if (runs.getState().open !== id) return;
    if (restored === null || !restored.ok) {
      notices.getState().notify("workerRestartedWithoutRun", { name });
      return;
    }
    const { progress } = restored.value.run;
    const lost = Math.max(0, before.step - progress.step);
    runs.getState().change(id, (run) => comeBack(run, progress));
    notices.getState().notify("workerRestarted", { name, step: progress.step, count: lost });
  }

  /** Takes the place of a lost device: the same once more, or the processor; the run that trained goes on. */
  async function replaceDevice(): Promise<void> {
    const fallen = openRun(runs.getState());
    const trained = fallen.error?.code === "deviceLost";
    const isForgiven = losses.take(now());
    await restartWorker(isForgiven ? null : "wasm");
    if (!isForgiven) notices.getState().notify("cardGivenUp", {});
    const { id, state } = openRun(runs.getState());
    if (trained && id === fallen.id && state === "paused") await device.resume();
  }

  return {
    keepSoundState: (state) => {
      if (state.bytes.byteLength > LARGEST_COPY) copies.delete(state.kind);
      else copies.set(state.kind, state);
      kept.noteCopy(state);
    },
    workerDied: async (error) => {
      const { open, runs: held } = runs.getState();
      const state = held.get(open ?? "")?.state;
      if (open !== null && (state === "running" || state === "preparing"))
        runs.getState().tell([{ type: "runState", run: open, state: "failed", reason: "failed", error }]);
      if (error.code === "deviceLost") await replaceDevice();
      else if (budget.take(now())) await restartWorker(null);
      else notices.getState().showError(error);
    },
    restartWorker,
  };
}

/** What only the dead worker had is gone. */
function forgetMemory({ runs }: Stores): void {
  const { runs: all, withData, tell } = runs.getState();
  for (const { id, checkpoints } of all.values()) {
    if (withData.has(id) || checkpoints.some(({ where }) => where === "memory")) {
      tell([{ type: "held", run: id, checkpoints: [], hasData: false }]);
    }
  }
}

/** Gives the run as it rests after its worker died: as its newest copy has it, which is in no file of the user's. */
function comeBack(run: Run, progress: TrainingProgress): Run {
  const isCut = run.state !== restOf(run).state || run.progress.step !== progress.step;
  const checkpoints = run.checkpoints.filter(({ where }) => where !== "file");
  return isCut ? { ...cutAt(run, progress), checkpoints } : run;
}
