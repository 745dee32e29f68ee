// Starting, steering and ending runs.
import type { TrainingConfig } from "@/domain/config/run-config";
import type { Result } from "@/domain/result";
import type { BackendChoice, TfjsBackend } from "@/domain/training/device-report";
import type { RunStarted } from "@/worker/protocol";
import type { CommandContext } from "./command-context";
import type { DataCommands } from "./data-commands";
import { takesLiveSettings, withLiveSettings } from "./live-settings";
import { preparationKey } from "./preparation-key";
import { runName } from "./run-name";
import type { Stores } from "./stores";

/** Commands about runs; failures show in the banner. */
export interface RunCommands {
  /** Asks the worker for a device and shows which one answered. */
  openDevice(choice: BackendChoice, tfjs: TfjsBackend | null): Promise<boolean>;
  /** Starts a new run by the settings, preparing the data first where needed. */
  train(): Promise<void>;
  pause(): Promise<void>;
  /** Goes on after a pause, a stop, an end or an import. */
  resume(): Promise<void>;
  /** Trains on one batch, of a new run where none is under way. */
  stepOnce(): Promise<void>;
  stop(): Promise<void>;
  /** Forgets the run. */
  reset(): Promise<void>;
  /** Does what the big button says: train, pause or resume. */
  toggleRun(): Promise<void>;
  /** Puts the best weights of the run back. */
  restoreBest(): Promise<void>;
  /** Passes the settings that may change live on to the run under way. */
  updateLiveSettings(): void;
  /** After a lost device or a dead worker: a fresh worker on the same data; null keeps the choice of device. */
  restartWorker(choice: BackendChoice | null): Promise<void>;
}

/** Creates the run commands. */
export function createRunCommands(context: CommandContext, data: DataCommands): RunCommands {
  const { stores, client } = context;
  const { settings, run, metrics, notices, preferences } = stores;

  let wanted: { choice: BackendChoice; tfjs: TfjsBackend | null } = { choice: "auto", tfjs: null };

  async function start(call: () => Promise<Result<RunStarted>>): Promise<void> {
    const opening = run.getState().totalSteps === null;
    const result = await call();
    if (result.ok) {
      run.getState().setStarted(result.value);
      if (opening) run.getState().setBackground(stores.data.getState().prepared);
      return;
    }
    if (result.error.code !== "busy" && result.error.code !== "otherData")
      run.getState().setState("failed", "failed", result.error);
    notices.getState().showError(result.error);
  }

  /** Clears the last run off the page; false when the data cannot be prepared. */
  async function beginRun(): Promise<boolean> {
    const { config } = settings.getState();
    notices.getState().dismissError();
    const ready = stores.data.getState().preparedKey === preparationKey(config) || (await data.prepare());
    if (!ready) {
      notices.getState().showError(stores.data.getState().error ?? { code: "noData" });
      return false;
    }
    metrics.getState().clear();
    run.getState().begin(runName(preferences.getState().language, run.getState().runNumber + 1), config);
    return true;
  }

  async function train(): Promise<void> {
    if (await beginRun()) await start(() => client.train(settings.getState().config));
  }

  async function resume(): Promise<void> {
    notices.getState().dismissError();
    await start(() => client.resume(takeLiveSettings(stores)));
  }

  async function pause(): Promise<void> {
    await client.pause();
  }

  async function openDevice(choice: BackendChoice, tfjs: TfjsBackend | null): Promise<boolean> {
    wanted = { choice, tfjs };
    const result = await client.openDevice(choice, tfjs);
    if (result.ok) run.getState().setDevice(result.value);
    else notices.getState().showError(result.error);
    return result.ok;
  }

  return {
    openDevice,
    train,
    pause,
    resume,
    stepOnce: async () => {
      const { state, latest } = run.getState();
      // A new run is never begun over a trained model by a single step; Train again says that it does so.
      if ((state === "finished" || state === "failed") && latest.step !== null) return;
      const fresh = state !== "paused" && state !== "stopped";
      if (fresh && !(await beginRun())) return;
      const training = takeLiveSettings(stores);
      await start(() => client.stepOnce({ ...settings.getState().config, training }));
    },
    stop: () => client.stop(),
    reset: async () => {
      await client.reset();
      run.getState().clear();
      metrics.getState().clear();
      notices.getState().dismissError();
    },
    toggleRun: async () => {
      const { state } = run.getState();
      if (state === "running") await pause();
      else if (state === "paused") await resume();
      else if (state !== "preparing") await train();
    },
    restoreBest: async () => {
      const result = await client.restoreBest();
      if (!result.ok) {
        notices.getState().showError(result.error);
        return;
      }
      run.getState().goBack(result.value);
      notices.getState().toast("bestRestored", { step: result.value.step });
    },
    updateLiveSettings: () => {
      const { state, config } = run.getState();
      if (config === null || (state !== "running" && state !== "paused")) return;
      client.updateTraining(takeLiveSettings(stores));
    },
    restartWorker: async (choice) => {
      client.restart();
      notices.getState().dismissError();
      run.getState().clear();
      metrics.getState().clear();
      const opened = choice === null ? openDevice(wanted.choice, wanted.tfjs) : openDevice(choice, null);
      if (await opened) await data.reload();
    },
  };
}

/** Gives the training settings that the run on screen goes on with, live edits taken over. */
function takeLiveSettings({ run, settings }: Stores): TrainingConfig {
  const { config } = run.getState();
  const edited = settings.getState().config;
  if (config === null) return edited.training;
  if (!takesLiveSettings(config, edited)) return config.training;
  const training = withLiveSettings(config.training, edited.training);
  run.getState().setConfig({ ...config, training });
  return training;
}
