// Starting, steering and ending runs.
import { freshConfig } from "@/domain/config/fit-config";
import type { TrainingConfig } from "@/domain/config/run-config";
import type { AppError } from "@/domain/errors";
import { type Result, success } from "@/domain/result";
import type { RunId } from "@/domain/run/run";
import { hasWeights } from "@/domain/run/run-figures";
import type { BackendChoice, TfjsBackend } from "@/domain/training/device-report";
import { fitsMemory } from "@/domain/training/memory-forecast";
import type { TrainingClient } from "@/worker/training-client";
import type { BaseAccess } from "./base-access";
import type { BranchCommands } from "./branch-commands";
import type { CommandContext } from "./command-context";
import type { DataCommands } from "./data-commands";
import { dataLossOf } from "./data-loss";
import type { DataState } from "./data-store";
import { createDataWait } from "./data-wait";
import { trainFrom, type WeightsAtHand, weightsOfSettings } from "./first-weights";
import type { KeptRuns } from "./keeping-commands";
import { takesLiveSettings, withLiveSettings, withSettings } from "./live-settings";
import { newRun } from "./new-run";
import { dataOfPage } from "./run-data";
import { openRun } from "./runs-store";
import type { Stores } from "./stores";
import type { WaysBack } from "./ways-back";

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

/** What steering runs works with beside the client. */
interface RunTools {
  readonly ways: WaysBack;
  readonly branch: BranchCommands;
  readonly kept: Pick<KeptRuns, "withWeights">;
}

/** Why a run does not begin or go on that is no end of it. */
const LEAVES_AS_IT_WAS: ReadonlySet<AppError["code"]> = new Set(["busy", "otherData"]);

/** The same of a run that is to go on: without its weights it rests as it did. */
const LEAVES_AT_REST: ReadonlySet<AppError["code"]> = new Set([...LEAVES_AS_IT_WAS, "noModel", "baseGone"]);

/** Milliseconds that Stop leaves the worker to stop by itself. */
const STOP_PATIENCE = 200;

/** Creates the run commands. */
export function createRunCommands(
  context: CommandContext,
  data: DataCommands,
  bases: Pick<BaseAccess, "holdBase">,
  { ways, branch, kept }: RunTools,
): RunCommands {
  const { stores, client } = context;
  const { settings, runs, notices } = stores;

  const wait = createDataWait(stores, data);
  let wanted: { choice: BackendChoice; tfjs: TfjsBackend | null } = { choice: "auto", tfjs: null };

  /** Puts a new run on the page; null when the data cannot be prepared, the run would not fit, or most of the data goes. */
  async function beginRun(): Promise<{ readonly run: RunId; readonly first: WeightsAtHand } | null> {
    notices.getState().dismissError();
    if (!(await wait.untilReady()) || asksOfLoss(stores.data.getState())) return null;
    const config = freshConfig(settings.getState().config);
    const first = await weightsOfSettings(stores, bases, config);
    if (!first.ok) notices.getState().showError(first.error);
    if (!first.ok || !(await fits(context, first.value.source))) return null;
    const undo = ways.toRun();
    const replaced = openRun(runs.getState()).name;
    const data = dataOfPage(stores.data.getState());
    if (data === null) return null;
    const run = newRun(context, { config, data, parent: first.value.parent });
    runs.getState().begin(run);
    if (undo !== null && replaced !== null) notices.getState().toast("runReplaced", { name: replaced }, undo);
    return { run: run.id, first: first.value };
  }

  async function train(): Promise<void> {
    const begun = await beginRun();
    if (begun === null) return;
    await waitForStart(
      stores,
      begun.run,
      trainFrom(client, begun.run, freshConfig(settings.getState().config), begun.first),
    );
  }

  async function resume(): Promise<void> {
    const { id, origin } = openRun(runs.getState());
    if (id === null) return;
    // A model from elsewhere goes on as a base.
    if (origin !== null) return branch.goOnWithData();
    notices.getState().dismissError();
    const training = takeLiveSettings(stores);
    const goOn = kept.withWeights(id, () => client.resume(id, training));
    await waitForStart(stores, id, goOn, LEAVES_AT_REST);
  }

  async function pause(): Promise<void> {
    const { open } = runs.getState();
    if (open !== null) await client.pause(open);
  }

  async function openDevice(choice: BackendChoice, tfjs: TfjsBackend | null): Promise<boolean> {
    wanted = { choice, tfjs };
    const result = await client.openDevice(choice, tfjs, stores.preferences.getState().measured);
    if (result.ok) runs.getState().setDevice(result.value);
    else notices.getState().showError(result.error);
    return result.ok;
  }

  let stepping = Promise.resolve();
  async function stepNow(): Promise<void> {
    const shown = openRun(runs.getState());
    const { state } = shown;
    if (state === "running" || state === "preparing") return;
    // A new run is never begun over a trained model by a single step; Train again says that it does so.
    if ((state === "finished" || state === "failed") && hasWeights(shown) && shown.origin === null) return;
    const isHeld = state === "paused" || state === "stopped";
    const begun = isHeld && shown.id !== null ? { run: shown.id, first: null } : await beginRun();
    if (begun === null) return;
    const config = { ...freshConfig(settings.getState().config), training: takeLiveSettings(stores) };
    await waitForStart(stores, begun.run, client.stepOnce(begun.run, config, begun.first?.source ?? null));
  }

  return {
    ...createLeavingCommands(context, ways),
    openDevice,
    train,
    pause,
    resume,
    stepOnce: () => {
      // Each press is a step: one that comes while the last step is under way takes its turn.
      stepping = stepping.then(stepNow, stepNow);
      return stepping;
    },
    stop: async () => {
      if (!wait.giveUp()) await stopAtOnce(stores, client);
    },
    toggleRun: async () => {
      const { state } = openRun(runs.getState());
      if (state === "running") await pause();
      else if (state === "paused") await resume();
      else if (state !== "preparing") await train();
    },
    updateLiveSettings: () => {
      const { id, state } = openRun(runs.getState());
      if (id === null || (state !== "running" && state !== "paused")) return;
      void client.updateTraining(id, takeLiveSettings(stores));
    },
    reopenDevice: () => openDevice(wanted.choice, wanted.tfjs),
    giveUpWaiting: () => void wait.giveUp(),
  };
}

/** Waits for the answer of a call that sets a run going; all but its failure is told by events. */
async function waitForStart(
  { runs, notices }: Stores,
  run: RunId,
  call: Promise<Result<null>>,
  leaves = LEAVES_AS_IT_WAS,
): Promise<void> {
  const result = await call;
  if (result.ok) return;
  const { error } = result;
  if (!leaves.has(error.code)) {
    runs.getState().tell([{ type: "runState", run, state: "failed", reason: "failed", error }]);
  }
  // What became of a run that has left the screen is no news of the one that took its place.
  if (runs.getState().open === run) notices.getState().showError(error);
}

/** Says before anything is given up for a run that it would not fit; true where it does, or nobody knows. */
async function fits({ stores, client }: CommandContext, base: RunId | null): Promise<boolean> {
  const known = stores.data.getState().memoryForecast;
  const forecast =
    known === null ? await client.predictMemory(stores.settings.getState().config, base) : success(known);
  if (!forecast.ok || fitsMemory(forecast.value)) return true;
  stores.notices.getState().showError({ code: "doesNotFit", ...forecast.value });
  return false;
}

/** Creates the commands that take a run, or its newest weights, away. */
function createLeavingCommands(
  { stores, client }: CommandContext,
  ways: WaysBack,
): Pick<RunCommands, "reset" | "restoreBest"> {
  const { runs, notices } = stores;
  return {
    reset: async () => {
      const { id, name } = openRun(runs.getState());
      const undo = ways.toRun();
      if (id !== null) await client.closeRun(id);
      runs.getState().show(null);
      if (undo !== null && name !== null) notices.getState().toast("runReset", { name }, undo);
      notices.getState().dismissError();
    },
    restoreBest: async () => {
      const { open } = runs.getState();
      if (open === null) return;
      const undo = await ways.toCopy();
      const result = await client.restoreBest(open);
      if (result.ok) notices.getState().toast("bestRestored", { step: result.value }, undo);
      else notices.getState().showError(result.error);
    },
  };
}

/**
 * Stops within a quarter of a second, whatever the worker does: a step that takes longer ends behind a page that
 * already shows the run as stopped. A worker that never comes back is ended by its watch.
 */
async function stopAtOnce({ runs }: Stores, client: TrainingClient): Promise<void> {
  const { open } = runs.getState();
  if (open === null) return;
  const answered = client.stop(open);
  await Promise.race([answered, wait(STOP_PATIENCE)]);
  if (runs.getState().open === open) runs.getState().stopHere();
  await answered;
  runs.getState().endStopping();
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Gives the training settings that the run on screen goes on with, live edits taken over. */
function takeLiveSettings({ runs, settings }: Stores): TrainingConfig {
  const open = openRun(runs.getState());
  const edited = settings.getState().config;
  if (open.id === null) return edited.training;
  const { config } = open;
  if (!takesLiveSettings(open, edited)) return config.training;
  const training = withLiveSettings(config.training, edited.training);
  runs.getState().change(open.id, (run) => withSettings(run, { ...config, training }));
  return training;
}

/** Asks once whether a large loss of rows is right; true where that is to be answered first. */
function asksOfLoss(data: DataState): boolean {
  if (data.lossAnswer !== "none" || dataLossOf(data) === null) return false;
  data.answerLoss("asked");
  return true;
}
