// The worker: answers the page's calls by its desks and owns engine, data, run and imported model.
import { expose, transfer } from "comlink";
import type { Checkpoint, CheckpointDetails } from "@/domain/checkpoint/checkpoint";
import type { CorpusConfig, RunConfig } from "@/domain/config/run-config";
import type { AppError } from "@/domain/errors";
import { failure, type Result, success } from "@/domain/result";
import { settleSampling } from "@/domain/sampling/sampling-parameters";
import { freshProgress } from "@/domain/training/progress";
import { chooseEngine } from "@/engine/choose-engine";
import type { Engine } from "@/engine/engine";
import { branchStart } from "./active-run";
import { ClinicDesk } from "./clinic-desk";
import { DataDesk } from "./data-desk";
import { errorOf } from "./error-of";
import { EvaluationDesk } from "./evaluation-desk";
import { EventOutbox } from "./event-outbox";
import { exportFileOf } from "./export-file";
import { Heart, type SendSignal } from "./heart";
import { importCheckpoint } from "./import-checkpoint";
import { readCheckpointOf, tokenizerOf } from "./model-source";
import { predictMemory } from "./predict-memory";
import type { EvaluationPart, EvaluationReport, RunStarted, WorkerApi } from "./protocol";
import { RunDesk } from "./run-desk";
import { SampleDesk } from "./sample-desk";
import { SoundCopies } from "./sound-copies";

const send: SendSignal = (signal, transfer) => self.postMessage(signal, { transfer });
const heart = new Heart(send);
const outbox = new EventOutbox();
outbox.listen((events) => send({ signal: "events", events }, []));
const dataDesk = new DataDesk(outbox);
const runDesk = new RunDesk(outbox, heart, new SoundCopies(send, () => performance.now()));
const sampleDesk = new SampleDesk(outbox);
const evaluationDesk = new EvaluationDesk(outbox);
const clinicDesk = new ClinicDesk(outbox, dataDesk);
/** The engine, or its opening, which calls that need it wait for; null before the first and after one that failed. */
let engine: Promise<Engine | null> = Promise.resolve(null);
/** The answer of what has nothing to tell. */
const done = success(null);
/** The answer to calls that come before a device is open, or after the last one failed. */
const noEngine = failure({ code: "deviceUnavailable", wanted: "auto" } as const);
/** A model from a file that no run has taken over yet. */
let imported: Checkpoint | null = null;

function deviceLost(detail: string): void {
  outbox.post({ type: "deviceLost", detail });
  runDesk.fail({ code: "deviceLost", detail });
}

/** Opens a fresh run on the prepared data, leaving it paused. */
async function openFresh(config: RunConfig): Promise<Result<RunStarted>> {
  const open = await engine;
  if (open === null) {
    return noEngine;
  }
  const data = await dataDesk.ready(config.seed, config.corpus, config.tokens, null);
  if (!data.ok) {
    return data;
  }
  imported = null;
  return runDesk.open(open, config, data.value, null);
}

/** Opens the imported model as a run on the loaded data, by the file's settings and vocabulary. */
async function openImported(checkpoint: Checkpoint): Promise<Result<RunStarted>> {
  const open = await engine;
  if (open === null) {
    return noEngine;
  }
  const { config, tokenizer, dataset, progress } = checkpoint.details;
  // Steps and epochs of the file count windows of its own data.
  if (dataDesk.dataset !== null && dataDesk.dataset.hash !== dataset.hash) {
    return failure({ code: "otherData", name: dataset.name });
  }
  const data = await dataDesk.ready(config.seed, config.corpus, config.tokens, tokenizer);
  if (!data.ok) {
    return data;
  }
  const start = { state: { step: progress.step, tensors: checkpoint.tensors }, progress, history: checkpoint.history };
  const opened = await runDesk.open(open, config, data.value, start);
  if (opened.ok) {
    imported = null;
  }
  return opened;
}

/** Opens a new run on the loaded data, from the weights of the model at hand. */
async function openBranch(config: RunConfig): Promise<Result<RunStarted>> {
  const open = await engine;
  if (open === null) {
    return noEngine;
  }
  const parent = await readCheckpointOf(runDesk, imported);
  if (!parent.ok) {
    return parent;
  }
  const { tensors, details } = parent.value;
  const data = await dataDesk.ready(config.seed, config.corpus, config.tokens, details.tokenizer);
  if (!data.ok) {
    return data;
  }
  const opened = await runDesk.open(open, config, data.value, branchStart(tensors));
  if (opened.ok) {
    imported = null;
  }
  return opened;
}

/** Opens whatever a continuation needs: nothing for an open run, the imported model otherwise. */
async function continued(): Promise<Result<RunStarted | null>> {
  if (imported !== null) {
    const checkpoint = imported;
    return runDesk.opening(() => openImported(checkpoint));
  }
  return runDesk.active === null ? failure({ code: "noModel" }) : success(null);
}

/** Tells whether a run may take steps: one that was just opened may have been stopped meanwhile. */
function mayBegin(opened: RunStarted | null): boolean {
  return opened === null || runDesk.state === "paused";
}

/** Measures an imported model on the loaded data by the file's vocabulary. */
async function evaluateImported(
  checkpoint: Checkpoint,
  part: EvaluationPart,
  corpus: CorpusConfig,
): Promise<Result<EvaluationReport | null>> {
  const open = await engine;
  if (open === null) {
    return noEngine;
  }
  const { config, tokenizer, dataset } = checkpoint.details;
  // Its own data is cut as it was for training; other data has columns and lines of its own.
  const own = dataDesk.dataset?.hash === dataset.hash;
  const data = await dataDesk.ready(config.seed, own ? config.corpus : corpus, config.tokens, tokenizer);
  return data.ok ? evaluationDesk.measureFile(open, checkpoint, data.value, part, () => imported === checkpoint) : data;
}

/** Describes a fresh model by settings and the loaded data's tokens; null while no such data is ready. */
async function describeBare(config: RunConfig): Promise<CheckpointDetails | null> {
  const data = await dataDesk.ready(config.seed, config.corpus, config.tokens, null);
  if (!data.ok) {
    return null;
  }
  const { tokenizer, template, dataset } = data.value;
  return { formatVersion: 1, config, tokenizer: tokenizer.state, template, dataset, progress: freshProgress };
}

function busy(): AppError | null {
  return runDesk.state === "preparing" ? { code: "busy", state: runDesk.state } : null;
}

const api: WorkerApi = {
  openDevice: async (choice, tfjs) => {
    const former = engine;
    const opening = runDesk.reset().then(async () => {
      (await former)?.dispose();
      return chooseEngine(choice, tfjs, deviceLost);
    });
    engine = opening.then(
      (opened) => (opened.ok ? opened.value : null),
      () => null,
    );
    const opened = await opening;
    return opened.ok ? success(opened.value.device) : opened;
  },
  loadData: (source, corpus) => dataDesk.load(source, corpus),
  cancelLoad: async () => {
    dataDesk.cancel();
    return done;
  },
  prepareData: async (seed, corpus, tokens) => {
    const prepared = await dataDesk.prepare(seed, corpus, tokens, null);
    return prepared.ok ? success(prepared.value.summary) : prepared;
  },
  predictMemory: async (config) => {
    const open = await engine;
    if (open === null) {
      return noEngine;
    }
    const data = dataDesk.preparedFor(config.seed, config.corpus, config.tokens);
    return data === null ? failure({ code: "noData" }) : success(predictMemory(open, config, data));
  },
  train: async (config) => {
    const problem = busy();
    if (problem !== null) {
      return failure(problem);
    }
    const opened = await runDesk.opening(() => openFresh(config));
    if (opened.ok && mayBegin(opened.value)) {
      runDesk.resume(config.training);
    }
    return opened;
  },
  measureFit: async (config) => {
    const tokenizer = tokenizerOf(runDesk, imported);
    if (tokenizer === null) {
      return failure({ code: "noModel" });
    }
    const prepared = await dataDesk.prepare(config.seed, config.corpus, config.tokens, tokenizer);
    return prepared.ok ? success(prepared.value.summary) : prepared;
  },
  goOnWithData: async (config) => {
    const problem = busy();
    if (problem !== null) {
      return failure(problem);
    }
    const opened = await runDesk.opening(() => openBranch(config));
    if (opened.ok && mayBegin(opened.value)) {
      runDesk.resume(config.training);
    }
    return opened;
  },
  pause: async () => {
    await runDesk.pause();
    return done;
  },
  resume: async (training) => {
    const ready = await continued();
    if (!ready.ok) {
      return ready;
    }
    if (mayBegin(ready.value)) {
      runDesk.resume(training);
    }
    return success(ready.value ?? runDesk.started());
  },
  stepOnce: async (config) => {
    const goesOn = runDesk.state === "paused" || runDesk.state === "stopped";
    const ready = goesOn ? await continued() : await runDesk.opening(() => openFresh(config));
    if (!ready.ok) {
      return ready;
    }
    if (mayBegin(ready.value)) {
      await runDesk.stepOnce(config.training);
    }
    return success(ready.value ?? runDesk.started());
  },
  stop: async () => {
    await runDesk.stop();
    return done;
  },
  reset: async () => {
    imported = null;
    await runDesk.reset();
    return done;
  },
  keepRun: async () => {
    await runDesk.keep();
    return done;
  },
  bringBack: async () => {
    const problem = busy();
    if (problem !== null) {
      return failure(problem);
    }
    const open = await engine;
    if (open === null) {
      return noEngine;
    }
    const opened = await runDesk.opening(() => runDesk.bringBack(open));
    if (opened.ok) {
      imported = null;
    }
    return opened;
  },
  forgetKept: async () => {
    runDesk.forgetKept();
    return done;
  },
  updateTraining: async (training) => {
    runDesk.updateSettings(training);
    return done;
  },
  restoreBest: () => runDesk.restoreBest(),
  generate: async (id, sampling) => {
    const open = await engine;
    if (open === null) {
      return noEngine;
    }
    const checkpoint = await readCheckpointOf(runDesk, imported);
    return checkpoint.ok
      ? success(await sampleDesk.generate(id, open, checkpoint.value, settleSampling(sampling)))
      : checkpoint;
  },
  stopGenerating: async () => {
    sampleDesk.stop();
    return done;
  },
  evaluate: async (part, corpus) => {
    const { active, state } = runDesk;
    if (state === "preparing" || state === "running") {
      return failure({ code: "busy", state });
    }
    if (active !== null) {
      return evaluationDesk.measure(active, part, () => runDesk.active === active);
    }
    return imported === null ? failure({ code: "noModel" }) : evaluateImported(imported, part, corpus);
  },
  stopEvaluating: async () => {
    evaluationDesk.stop();
    return done;
  },
  examineData: (seed, corpus, tokens) => clinicDesk.examine(seed, corpus, tokens),
  stopExamining: async () => {
    clinicDesk.stop();
    return done;
  },
  exportFile: async (kind) => {
    const checkpoint = await readCheckpointOf(runDesk, imported);
    if (!checkpoint.ok) {
      return checkpoint;
    }
    const file = exportFileOf(kind, checkpoint.value);
    return transfer(success(file), [file.bytes.buffer]);
  },
  importFile: async (file, pageConfig) => {
    const read = await importCheckpoint(file, () => describeBare(pageConfig));
    if (!read.ok) {
      return read;
    }
    await runDesk.reset();
    imported = read.value;
    runDesk.announceImport();
    const { config, tokenizer, template, dataset, progress } = imported.details;
    return success({
      config,
      tokenizer,
      template,
      dataset,
      progress,
      history: imported.history,
      sameData: dataDesk.dataset?.hash === dataset.hash,
      bare: read.value.bare,
    });
  },
};

/** Unexpected exceptions of any call become data; comlink would keep only their message. */
function guarded(target: WorkerApi): WorkerApi {
  return new Proxy(target, {
    get(object, key: keyof WorkerApi) {
      const method = object[key] as (...parameters: unknown[]) => Promise<unknown>;
      return async (...parameters: unknown[]) => {
        try {
          return await heart.during(() => method(...parameters));
        } catch (error) {
          return failure(errorOf(error));
        } finally {
          outbox.flush();
        }
      };
    },
  });
}

expose(guarded(api));
heart.start();
