// The methods that work on the model of a run as it stands: writing text, measuring, files.

import { transfer } from "comlink";
import type { Checkpoint, CheckpointDetails } from "@/domain/checkpoint/checkpoint";
import { runOfFile } from "@/domain/checkpoint/run-of-file";
import type { CorpusConfig, RunConfig } from "@/domain/config/run-config";
import { failure, type Result, success } from "@/domain/result";
import type { RunId } from "@/domain/run/run";
import { settleSampling } from "@/domain/sampling/sampling-parameters";
import { readAll } from "@/domain/stored-tensor";
import { freshProgress } from "@/domain/training/progress";
import { tokensInForce } from "@/domain/windows/tokens-in-force";
import type { Desks, Methods } from "./desks";
import { exportFileOf, fileBytes, recordFileOf } from "./export-file";
import { exportModelOf, modelBytes } from "./export-model";
import { importCheckpoint } from "./import-checkpoint";
import { measuredData } from "./measured-data";
import { checkpointToKeep, withCheckpointOf } from "./model-source";
import type { EvaluationPart, EvaluationReport, ExportedModel, KeptWeights } from "./protocol";
import { readRuns } from "./read-runs";
import { restingOfFile } from "./resting-runs";
import type { MayGoOn } from "./turns";

const done = success(null);

/** Creates the methods over the desks. */
export function createModelMethods(
  desks: Desks,
): Methods<
  | "generate"
  | "stopGenerating"
  | "hearRuns"
  | "evaluate"
  | "stopEvaluating"
  | "freezeRun"
  | "exportFile"
  | "exportRecord"
  | "exportModel"
  | "stopExport"
  | "importFile"
  | "readRuns"
> {
  const { device, data, runs, samples, evaluation, exports, scratch, unpacked } = desks;
  const tensorsOf = (base: RunId | null) =>
    base === null ? null : (runs.resting.get(base)?.checkpoint.tensors ?? null);
  const readKept = ({ file, base }: KeptWeights, wanted?: "trained") =>
    importCheckpoint(file, async () => null, tensorsOf(base), wanted);
  let frozen: { readonly run: RunId; readonly checkpoint: Checkpoint } | null = null;
  return {
    generate: (run, id, sampling) => {
      const mayGoOn = samples.turns.begin();
      return device.with((engine) =>
        runs.sampler.after(async () => {
          const write = await withCheckpointOf(runs, run, async (checkpoint) =>
            success(await samples.open(mayGoOn, engine, checkpoint, settleSampling(sampling))),
          );
          return write.ok ? success(await write.value({ run, id })) : write;
        }),
      );
    },
    stopGenerating: async () => {
      samples.turns.stop();
      return done;
    },
    hearRuns: async (sampling) => {
      runs.sampler.setSampling(sampling && settleSampling(sampling));
      return done;
    },
    evaluate: async (run, part, corpus) => {
      const state = runs.stateOf(run);
      if (state === "preparing" || state === "running") return failure({ code: "busy", state });
      const active = runs.activeOf(run);
      const mayGoOn = evaluation.turns.begin();
      return active === null
        ? evaluateAtRest(desks, run, part, corpus, mayGoOn)
        : evaluation.measure(active, part, () => mayGoOn() && runs.activeOf(run) === active);
    },
    stopEvaluating: async () => {
      evaluation.turns.stop();
      return done;
    },
    freezeRun: async (run, kept) => {
      const checkpoint = kept === null ? await checkpointToKeep(runs, run) : await readKept(kept);
      if (!checkpoint.ok) return checkpoint;
      frozen = { run, checkpoint: checkpoint.value };
      return success(checkpoint.value.details.progress.step);
    },
    exportFile: async (kind, run) => {
      const taken = frozen;
      frozen = null;
      if (taken?.run !== run.id) return failure({ code: "noModel" });
      const { checkpoint } = taken;
      const file = await exports.write(async (begin) => {
        const spend = begin(fileBytes(checkpoint));
        return exportFileOf(kind, { ...checkpoint, tensors: await readAll(checkpoint.tensors) }, run, spend);
      });
      return file === null ? success(null) : transfer(success(file), [file.bytes.buffer]);
    },
    exportRecord: async (kind, run) => {
      const file = recordFileOf(kind, run);
      return transfer(success(file), [file.bytes.buffer]);
    },
    exportModel: async (run, wanted, kept) => {
      const written = await exports.write<Result<ExportedModel>>(async (begin) => {
        const write = async (checkpoint: Checkpoint) =>
          exportModelOf(checkpoint, run, wanted, exports.leaving, begin(modelBytes(checkpoint, wanted)));
        if (kept === null) return withCheckpointOf(runs, run.id, write);
        // An adapter is what was learned, and needs nothing of its base.
        const checkpoint = await readKept(kept, wanted.form === "adapter" ? "trained" : undefined);
        return checkpoint.ok ? write(checkpoint.value) : checkpoint;
      });
      return written ?? success(null);
    },
    stopExport: async () => {
      frozen = null;
      exports.stop();
      return done;
    },
    readRuns: (file) => readRuns(file, scratch, (run, files) => unpacked.hold(run, files)),
    importFile: async (run, file, pageConfig, known) => {
      const base = tensorsOf(known?.base ?? null);
      const read = await importCheckpoint(file, () => describeBare(desks, pageConfig), base);
      if (!read.ok) return read;
      const { bare, details } = read.value;
      const best = known?.best && (await readKept({ ...known, file: known.best }));
      await runs.closeAny();
      runs.resting.put(run, restingOfFile(read.value, best?.ok === true ? best.value : null, known));
      const sameData = data.dataset?.hash === details.dataset.hash;
      return success({ run: runOfFile(run, details, read.value), sameData, bare });
    },
  };
}

/** Measures a run at rest: on its own data, or on the loaded data by the file's vocabulary. */
function evaluateAtRest(
  desks: Desks,
  run: RunId,
  part: EvaluationPart,
  corpus: CorpusConfig,
  mayGoOn: MayGoOn,
): Promise<Result<EvaluationReport | null>> {
  const { device, runs, evaluation } = desks;
  return device.with(async (engine) => {
    const resting = runs.resting.get(run);
    if (resting === null) return failure({ code: "noModel" });
    const ready = await measuredData(desks, run, corpus);
    if (!ready.ok) return ready;
    return evaluation.measureFile(
      engine,
      { id: run, checkpoint: resting.checkpoint, data: ready.value },
      part,
      () => mayGoOn() && runs.resting.get(run) === resting,
    );
  });
}

/** Describes a fresh model by settings and the loaded data's tokens; null while no such data is ready. */
async function describeBare({ data }: Desks, config: RunConfig): Promise<CheckpointDetails | null> {
  const ready = await data.ready(config.seed, config.corpus, tokensInForce(config), null);
  if (!ready.ok) return null;
  const { tokenizer, template, dataset } = ready.value;
  const untrained = { progress: freshProgress, trainingSeconds: 0 };
  return { formatVersion: 1, config, tokenizer: tokenizer.state, template, dataset, ...untrained };
}
