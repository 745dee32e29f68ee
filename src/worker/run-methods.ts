// The methods that begin, steer and end runs.

import type { RunConfig } from "@/domain/config/run-config";
import { failure, type Result, success } from "@/domain/result";
import type { ParentWeights } from "@/domain/run/plan";
import type { RunId } from "@/domain/run/run";
import { tokensInForce } from "@/domain/windows/tokens-in-force";
import { branchStart } from "./active-run";
import type { Desks, Methods } from "./desks";
import { mayReadFiles, readWeightsOf, tokenizerOf } from "./model-source";
import type { RunData } from "./plan-request";

const done = success(null);

/** Creates the methods over the desks. */
export function createRunMethods(
  desks: Desks,
): Methods<
  | "train"
  | "measureFit"
  | "goOnWithData"
  | "pause"
  | "resume"
  | "stepOnce"
  | "stop"
  | "closeRun"
  | "holdsRun"
  | "forgetRun"
  | "keepRun"
  | "openRun"
  | "updateTraining"
  | "restoreBest"
> {
  const { runs, data, unpacked } = desks;
  /** Opens a run unless another is being opened, and sets it going unless it was stopped meanwhile. */
  async function begin(run: RunId, open: () => Promise<Result<null>>, go: () => void): Promise<Result<null>> {
    if (runs.isBusy) return failure({ code: "busy", state: "preparing" });
    const opened = await runs.opening.during(run, open);
    if (opened.ok && runs.stateOf(run) === "paused") go();
    return opened;
  }
  return {
    train: (run, config) =>
      begin(
        run,
        () => openFresh(desks, run, config),
        () => runs.resume(run, config.training),
      ),
    measureFit: async (run, config) => {
      const tokenizer = tokenizerOf(runs, run);
      if (tokenizer === null) return failure({ code: "noModel" });
      const prepared = await data.prepare(config.seed, config.corpus, tokensInForce(config), tokenizer);
      return prepared.ok ? success(prepared.value.summary) : prepared;
    },
    goOnWithData: (run, parent, config, weights) =>
      begin(
        run,
        () => openBranch(desks, { run, parent, weights }, config),
        () => runs.resume(run, config.training),
      ),
    pause: async (run) => {
      await runs.pause(run);
      return done;
    },
    resume: async (run, training) => {
      const isNew = runs.activeOf(run) === null;
      const ready = await opened(desks, run, false);
      if (ready.ok && (!isNew || runs.stateOf(run) === "paused")) runs.resume(run, training);
      return ready;
    },
    stepOnce: async (run, config, base) => {
      const isNew = runs.activeOf(run) === null;
      const isKnown = !isNew || runs.resting.get(run) !== null;
      const ready = isKnown
        ? await opened(desks, run, false)
        : await runs.opening.during(run, () =>
            base === null
              ? openFresh(desks, run, config)
              : openBranch(desks, { run, parent: base, weights: "last" }, config),
          );
      if (ready.ok && (!isNew || runs.stateOf(run) === "paused")) await runs.stepOnce(run, config.training);
      return ready;
    },
    stop: async (run) => {
      await runs.stop(run);
      return done;
    },
    closeRun: async (run) => {
      await runs.close(run);
      return done;
    },
    holdsRun: async (run) => success(tokenizerOf(runs, run) !== null),
    forgetRun: async (run) => {
      runs.resting.delete(run);
      await unpacked.forget(run, mayReadFiles(runs));
      return done;
    },
    keepRun: async (run) => {
      const ready = await opened(desks, run, true);
      if (ready.ok) await runs.keep(run);
      return ready;
    },
    openRun: async (run) =>
      runs.isBusy
        ? failure({ code: "busy", state: "preparing" })
        : runs.opening.during(run, () => reopen(desks, run, true)),
    updateTraining: async (run, training) => {
      runs.updateSettings(run, training);
      return done;
    },
    restoreBest: async (run) => {
      const ready = await opened(desks, run, true);
      if (!ready.ok) return ready;
      const restored = await runs.restoreBest(run);
      return restored.ok ? success(restored.value.step) : restored;
    },
  };
}

/** Opens a fresh run on the prepared data, leaving it paused. */
function openFresh({ device, data, runs }: Desks, run: RunId, config: RunConfig): Promise<Result<null>> {
  return device.with(async (engine) => {
    const ready = await data.ready(config.seed, config.corpus, tokensInForce(config), null);
    return ready.ok ? runs.open(engine, run, config, ready.value, null) : ready;
  });
}

/** Opens a new run on the loaded data, from the weights of another. */
function openBranch(
  { device, data, runs }: Desks,
  { run, parent, weights }: { readonly run: RunId; readonly parent: RunId; readonly weights: ParentWeights },
  config: RunConfig,
): Promise<Result<null>> {
  return device.with(async (engine) => {
    const tokenizer = tokenizerOf(runs, parent);
    if (tokenizer === null) return failure({ code: "noModel" });
    const ready = await data.ready(config.seed, config.corpus, tokensInForce(config), tokenizer);
    if (!ready.ok) return ready;
    // At rest its weights are copied once for both, and its session is gone before the next one comes.
    if (weights === "last") await runs.close(parent);
    const given = await readWeightsOf(runs, parent, weights);
    if (!given.ok) return given;
    const start = await branchStart(given.value, config, ready.value.tokenizer.size);
    return runs.open(engine, run, config, ready.value, start);
  });
}

/** Gives a run a session unless it has one: paused, or as it rested. */
async function opened(desks: Desks, run: RunId, asItRested: boolean): Promise<Result<null>> {
  const { runs } = desks;
  if (runs.activeOf(run) !== null) return done;
  return runs.opening.during(run, () => reopen(desks, run, asItRested));
}

/** Opens a run at rest: on its own data, or on the loaded one, by the file's settings and vocabulary, if that is the same. */
function reopen(desks: Desks, run: RunId, asItRested: boolean): Promise<Result<null>> {
  return desks.device.with(async (engine) => {
    const ready = await dataOf(desks, run);
    return ready.ok ? desks.runs.reopen(engine, run, ready.value, asItRested) : ready;
  });
}

async function dataOf({ data, runs }: Desks, run: RunId): Promise<Result<RunData>> {
  const resting = runs.resting.get(run);
  if (resting === null) return failure({ code: "noModel" });
  if (resting.data !== null) return success(resting.data);
  const { config, tokenizer, dataset } = resting.checkpoint.details;
  // Steps and epochs of the file count windows of its own data.
  if (data.dataset !== null && data.dataset.hash !== dataset.hash) {
    return failure({ code: "otherData", name: dataset.name });
  }
  return data.ready(config.seed, config.corpus, tokensInForce(config), tokenizer);
}
