// Starting, steering and ending runs.
import type { TrainingConfig } from "@/domain/config/run-config";
import { type Result, success } from "@/domain/result";
import type { BackendChoice, TfjsBackend } from "@/domain/training/device-report";
import { fitsMemory } from "@/domain/training/memory-forecast";
import type { RunStarted } from "@/worker/protocol";
import type { TrainingClient } from "@/worker/training-client";
import type { BranchCommands } from "./branch-commands";
import type { CommandContext } from "./command-context";
import type { DataCommands } from "./data-commands";
import { dataLossOf } from "./data-loss";
import type { DataState } from "./data-store";
import { createDataWait } from "./data-wait";
import { takesLiveSettings, withLiveSettings } from "./live-settings";
import { runName } from "./run-name";
import { waitsForData } from "./run-origin";
import type { Stores } from "./stores";
import type { RunKeeper } from "./undo-commands";

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
  /** Asks for a device as it was last asked for. */
  reopenDevice(): Promise<boolean>;
  /** Ends a wait for data before a run; the run is not begun. */
  giveUpWaiting(): void;
}

/** Milliseconds that Stop leaves the worker to stop by itself. */
const STOP_PATIENCE = 200;

/** Creates the run commands. */
export function createRunCommands(
  context: CommandContext,
  data: DataCommands,
  keeper: RunKeeper,
  branch: BranchCommands,
): RunCommands {
  const { stores, client } = context;
  const { settings, run, metrics, notices, preferences } = stores;

  const wait = createDataWait(stores, data);
  let wanted: { choice: BackendChoice; tfjs: TfjsBackend | null } = { choice: "auto", tfjs: null };

  async function start(call: () => Promise<Result<RunStarted>>): Promise<void> {
    const { id, totalSteps } = run.getState();
    const opening = totalSteps === null;
    const result = await call();
    // What became of a run that has left the screen is no news of the one that took its place.
    if (run.getState().id !== id) return;
    if (result.ok) {
      run.getState().setStarted(result.value);
      if (opening) run.getState().setBackground(stores.data.getState().prepared);
      return;
    }
    if (result.error.code !== "busy" && result.error.code !== "otherData")
      run.getState().setState("failed", "failed", result.error);
    notices.getState().showError(result.error);
  }

  /** Says before anything is given up for a run that it would not fit; true where it does, or nobody knows. */
  async function fits(): Promise<boolean> {
    const known = stores.data.getState().memoryForecast;
    const forecast = known === null ? await client.predictMemory(settings.getState().config) : success(known);
    if (!forecast.ok || fitsMemory(forecast.value)) return true;
    notices.getState().showError({ code: "doesNotFit", ...forecast.value });
    return false;
  }

  /** Clears the last run off the page; false when the data cannot be prepared, the run would not fit, or most of the data goes. */
  async function beginRun(): Promise<boolean> {
    notices.getState().dismissError();
    if (!(await wait.untilReady()) || asksOfLoss(stores.data.getState()) || !(await fits())) return false;
    const { config } = settings.getState();
    await keeper.keep();
    metrics.getState().clear();
    run.getState().begin(runName(preferences.getState().language, run.getState().runNumber + 1), config);
    const facts = stores.data.getState().source?.facts;
    if (facts !== undefined) run.getState().setOrigin({ dataset: facts, parent: null });
    keeper.offer("runReplaced");
    return true;
  }

  async function train(): Promise<void> {
    if (await beginRun()) await start(() => client.train(settings.getState().config));
  }

  async function resume(): Promise<void> {
    if (waitsForData(run.getState(), stores.data.getState())) return branch.goOnWithData();
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
    ...createLeavingCommands(context, keeper),
    openDevice,
    train,
    pause,
    resume,
    stepOnce: async () => {
      const { state, latest } = run.getState();
      if (state === "running" || state === "preparing") return;
      // A new run is never begun over a trained model by a single step; Train again says that it does so.
      if ((state === "finished" || state === "failed") && latest.step !== null) return;
      const fresh = state !== "paused" && state !== "stopped";
      if (fresh && !(await beginRun())) return;
      const training = takeLiveSettings(stores);
      await start(() => client.stepOnce({ ...settings.getState().config, training }));
    },
    stop: async () => {
      if (!wait.giveUp()) await stopAtOnce(stores, client);
    },
    toggleRun: async () => {
      const { state } = run.getState();
      if (state === "running") await pause();
      else if (state === "paused") await resume();
      else if (state !== "preparing") await train();
    },
    updateLiveSettings: () => {
      const { state, config } = run.getState();
      if (config === null || (state !== "running" && state !== "paused")) return;
      client.updateTraining(takeLiveSettings(stores));
    },
    reopenDevice: () => openDevice(wanted.choice, wanted.tfjs),
    giveUpWaiting: () => void wait.giveUp(),
  };
}

/** Creates the commands that take a run, or its newest weights, away. */
function createLeavingCommands(
  { stores, client }: CommandContext,
  keeper: RunKeeper,
): Pick<RunCommands, "reset" | "restoreBest"> {
  const { run, metrics, notices } = stores;
  return {
    reset: async () => {
      await keeper.keep();
      await client.reset();
      run.getState().clear();
      metrics.getState().clear();
      keeper.offer("runReset");
      notices.getState().dismissError();
    },
    restoreBest: async () => {
      await keeper.keep();
      const result = await client.restoreBest();
      if (!result.ok) {
        keeper.release();
        notices.getState().showError(result.error);
        return;
      }
      run.getState().goBack(result.value);
      keeper.announce("bestRestored", { step: result.value.step });
    },
  };
}

/**
 * Stops within a quarter of a second, whatever the worker does: a step that takes longer ends behind a page that
 * already shows the run as stopped. A worker that never comes back is ended by its watch.
 */
async function stopAtOnce({ run }: Stores, client: TrainingClient): Promise<void> {
  const answered = client.stop();
  await Promise.race([answered, wait(STOP_PATIENCE)]);
  run.getState().stopHere();
  await answered;
  run.getState().endStopping();
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
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

/** Asks once whether a large loss of rows is right; true where that is to be answered first. */
function asksOfLoss(data: DataState): boolean {
  if (data.lossAnswer !== "none" || dataLossOf(data) === null) return false;
  data.answerLoss("asked");
  return true;
}
