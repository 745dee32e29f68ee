import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { buildGraph } from "@/domain/architectures/model-config";
import { writeBundle } from "@/domain/checkpoint/bundle";
import type { CheckpointDetails, LoadedCheckpoint } from "@/domain/checkpoint/checkpoint";
import { readWeights, writeCheckpoint } from "@/domain/checkpoint/checkpoint-file";
import { matchGraph } from "@/domain/checkpoint/match-graph";
import { metricsCsv, seriesOfEpochs } from "@/domain/checkpoint/metrics-csv";
import { runOfFile } from "@/domain/checkpoint/run-of-file";
import { writeSafetensors } from "@/domain/checkpoint/safetensors-write";
import { defaultConfig } from "@/domain/config/defaults";
import { initializeParameters } from "@/domain/graph/initialize";
import type { PlainTensor } from "@/domain/named-tensors";
import { createRun, type Run } from "@/domain/run/run";
import { addCheck, addSteps, addTime, emptySeries, type RunSeries, type StepMetrics } from "@/domain/run/run-series";
import { columnOf, type StepTable } from "@/domain/run/step-table";
import { freshProgress } from "@/domain/training/progress";
import { readBundleFile } from "@/worker/read-bundle";

const METRICS_HEADER = "kind,step,epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate";
const vocabulary = ["<|pad|>", "a", "b", "ç", "\n"];
const graph = buildGraph(defaultConfig.model, defaultConfig.tokens.contextLength, vocabulary.length);
const checkpoint: LoadedCheckpoint = {
  tensors: initializeParameters(graph, 7),
  details: {
    formatVersion: 1,
    config: defaultConfig,
    tokenizer: { kind: "character", vocabulary, specialCount: 1, padId: 0 },
    template: "<name>{Model Name}<|end|>",
    dataset: { id: null, name: "carros.csv", hash: "0123" },
    progress: { ...freshProgress, step: 12 },
    trainingSeconds: 42.5,
  },
};
const { tokenizer, template, dataset, progress } = checkpoint.details;
const run: Run = {
  ...createRun({
    id: "0123456789abcdef",
    name: "calm-heron-3",
    colour: 3,
    config: defaultConfig,
    parent: { id: "ff", name: "warm-ibis-1", step: 40, dataset: "poemas.txt" },
    data: {
      ...dataset,
      tokenizer,
      template,
      firstRecord: "<name>Fusca<|end|>",
      heldOutPrompt: null,
      trainWindows: 90,
      validationWindows: 10,
      bigramLoss: 2.5,
      unigramLoss: 2.5,
      unigramAccuracy: 0.125,
      bigramAccuracy: 0.25,
      bigramOnText: null,
      charactersPerTarget: 0.9,
      padding: { train: { last: 0, every: 0.5 }, validation: null },
    },
  }),
  note: "a note",
  progress,
  changes: [{ step: 7, path: "training.learningRate", from: 0.001, to: 0.003 }],
  samples: [{ step: 5, prompt: "a", seed: "1", text: "abab" }],
  comparison: {
    base: { run: "ff", name: "warm-ibis-1", step: 40 },
    tuned: { run: "0123456789abcdef", name: "calm-heron-3", step: 12 },
    dataset: "poemas.txt",
    kind: "pairs",
    language: "pt-BR",
    sameTokens: true,
    sampling: { temperature: 0, topK: 0, topP: 1, repetitionPenalty: 1.1, length: 32, seed: "1" },
    answers: [
      {
        prompt: "Quem?",
        reference: "Pelé",
        base: { text: "", loss: null, tokens: 4 },
        tuned: { text: "Pelé", loss: 1.5, tokens: 4 },
      },
    ],
  },
};

describe("a checkpoint file", () => {
  it("gives back tensors, settings, tokenizer and progress", () => {
    const result = readWeights(writeCheckpoint(checkpoint, null));
    const tensors = new Map(checkpoint.tensors);
    expect(result).toEqual({ ok: true, value: { ...checkpoint, tensors, label: null, series: emptySeries() } });
  });

  it("gives back the whole record of its run but the series, under another id", () => {
    const result = readWeights(writeCheckpoint(checkpoint, run));
    if (!result.ok || result.value.details === null) throw new Error("expected a checkpoint");
    const marks = [{ step: 12, kind: "last", where: "file", seconds: 42.5 }];
    expect(runOfFile("new", result.value.details, result.value)).toEqual({
      ...run,
      id: "new",
      state: "paused",
      pace: { trainingSeconds: 42.5, tokensPerSecond: null, stepMilliseconds: null },
      checkpoints: marks,
    });
  });

  it("tells how the run ended, but not of one that went on behind these weights", () => {
    const restOf = (written: Run) => {
      const result = readWeights(writeCheckpoint(checkpoint, written));
      if (!result.ok || result.value.details === null) throw new Error("expected a described model");
      const { state, reason, endStep } = runOfFile("new", result.value.details, result.value);
      return { state, reason, endStep };
    };
    const finished = { state: "finished", reason: "earlyStopping", endStep: 12 } as const;
    const paused = { state: "paused", reason: null, endStep: null };
    expect(restOf({ ...run, ...finished })).toEqual(finished);
    expect(restOf({ ...run, ...finished, progress: { ...progress, step: 13 } })).toEqual(paused);
    expect(restOf({ ...run, state: "running" })).toEqual(paused);
  });

  it("is refused when what it tells of its run is out of order", () => {
    const bytes = writeCheckpoint(checkpoint, { ...run, colour: -1 });
    expect(readWeights(bytes)).toMatchObject({ ok: false, error: { code: "weightsDetailsBroken", rule: "counter" } });
    const nameless = writeCheckpoint(checkpoint, { ...run, name: 7 as unknown as string });
    expect(readWeights(nameless)).toMatchObject({ ok: false, error: { code: "weightsDetailsBroken", rule: "run" } });
  });

  it("cuts texts at separators alone where it does not know of other ways", () => {
    const { textRecords: _, ...corpus } = defaultConfig.corpus;
    const config = { ...defaultConfig, corpus } as unknown as typeof defaultConfig;
    const bytes = writeCheckpoint({ ...checkpoint, details: { ...checkpoint.details, config } }, null);
    const result = readWeights(bytes);
    expect(result.ok && result.value.details?.config.corpus.textRecords).toBe("separator");
  });

  it("keeps the newest epochs of a run that has more than can be read", () => {
    const row = { trainLoss: 1, trainAccuracy: 0, validationLoss: null, validationAccuracy: null, learningRate: 0.1 };
    const epochs = Array.from({ length: 10_002 }, (_, index) => ({ ...row, epoch: index + 1, step: index + 1 }));
    const details = { ...checkpoint.details, progress: { ...checkpoint.details.progress, epochs } };
    const result = readWeights(writeCheckpoint({ ...checkpoint, details }, null));
    expect(result.ok && result.value.details?.progress.epochs.map(({ epoch }) => epoch)).toEqual(
      epochs.slice(2).map(({ epoch }) => epoch),
    );
  });

  it("gives weights alone where it describes no model", () => {
    const bare = writeSafetensors(checkpoint.tensors, {});
    expect(readWeights(bare)).toMatchObject({ ok: true, value: { details: null } });
  });

  it("is refused when its tokenizer repeats a token", () => {
    const tokenizer = { ...checkpoint.details.tokenizer, vocabulary: ["a", "a"] };
    const bytes = writeCheckpoint({ ...checkpoint, details: { ...checkpoint.details, tokenizer } }, null);
    expect(readWeights(bytes).ok).toBe(false);
  });
});

describe("an epoch that was under way", () => {
  it("weighs its steps alike where an older file tells no weights", () => {
    const sumsOf = (sums: object) => {
      const details = { ...checkpoint.details, progress: { ...progress, sums } } as CheckpointDetails;
      const read = readWeights(writeCheckpoint({ ...checkpoint, details }, null));
      return read.ok ? read.value.details?.progress.sums : null;
    };
    expect(sumsOf({ loss: 9, accuracy: 2, steps: 4 })).toEqual({ loss: 9, accuracy: 2, weight: 4, steps: 4 });
    const known = { loss: 9, accuracy: 2, weight: 2.5, steps: 4 };
    expect(sumsOf(known)).toEqual(known);
  });
});

describe("tensors of another optimizer", () => {
  it("are left out, and the weights taken", () => {
    const slot: PlainTensor = { shape: [1], data: new Float32Array(1) };
    const result = matchGraph(new Map([...checkpoint.tensors, ["optimizer.mean.x", slot]]), graph, "sgd");
    expect(result.ok && [...result.value.keys()]).toEqual([...checkpoint.tensors.keys()]);
  });
});

/** Lists step, loss and count of all rows. */
function rowsOf({ training, validation }: RunSeries) {
  const rows = (table: StepTable<"loss">) =>
    Array.from(columnOf(table, "step"), (step, index) => [
      step,
      columnOf(table, "loss")[index],
      columnOf(table, "count")[index],
    ]);
  return { training: rows(training as StepTable<"loss">), validation: rows(validation as StepTable<"loss">) };
}

describe("a bundle", () => {
  const steps = [9, 12].map((step) => ({
    ...{ step, loss: 2 + step / 7, accuracy: 1 / 3, learningRate: 3e-4, counted: 16, gradientNorm: step / 3 },
  }));
  const measured = (more: readonly StepMetrics[] = []) => {
    const series = emptySeries();
    addSteps(series, [...steps.slice(0, 1), ...steps.slice(1), ...more]);
    addCheck(series, { step: 10, loss: 1e-7, accuracy: 0 });
    return { ...run, series };
  };

  const bundleBack = (bytes: Uint8Array, limit?: number) =>
    readBundleFile(new Blob([bytes as Uint8Array<ArrayBuffer>]), limit);

  const bundleOf = (written: LoadedCheckpoint, of: Run) => writeBundle(written, of, async () => {});

  it("gives the checkpoint back with all that was measured", async () => {
    const result = await bundleBack(await bundleOf(checkpoint, measured()));
    if (!result.ok) throw new Error(result.error.code);
    expect(rowsOf(result.value.series)).toEqual(rowsOf(measured().series));
    expect(result.value.details).toEqual(checkpoint.details);
    expect(result.value.tensors).toEqual(new Map(checkpoint.tensors));
  });

  it("is the same bytes for the same run", async () => {
    expect(await bundleOf(checkpoint, measured())).toEqual(await bundleOf(checkpoint, measured()));
  });

  it("forgets steps that were thrown away, and needs no metrics", async () => {
    const later = { step: 13, loss: Number.NaN, accuracy: 0, learningRate: 1, counted: 16, gradientNorm: Number.NaN };
    const result = await bundleBack(await bundleOf(checkpoint, measured([later])));
    expect(result.ok && rowsOf(result.value.series)).toEqual(rowsOf(measured().series));
    const bare = await bundleBack(zipSync({ "model.safetensors": writeCheckpoint(checkpoint, null) }));
    expect(bare.ok && rowsOf(bare.value.series)).toEqual(rowsOf(emptySeries()));
  });

  it("keeps the means of a run too long for a row a step", async () => {
    const series = emptySeries();
    for (let step = 1; step <= 70_000; step++)
      addSteps(series, [{ step, loss: step, accuracy: 0.5, learningRate: 0.1, counted: 16, gradientNorm: 1 }]);
    const long = { ...checkpoint, details: { ...checkpoint.details, progress: { ...progress, step: 70_000 } } };
    const result = await bundleBack(await bundleOf(long, { ...run, series }));
    expect(result.ok && rowsOf(result.value.series)).toEqual(rowsOf(series));
  });

  it.each([5_000, 70_001])("of %d steps gives the same metrics file after it came back", async (last) => {
    const series = emptySeries();
    const epochs = [];
    for (let step = 1; step <= last; step++) {
      const measures = { step, loss: Math.sin(step) + 2, accuracy: 1 / step };
      addSteps(series, [{ ...measures, learningRate: 0.1 / step, counted: 16, gradientNorm: Math.cos(step) + 1 }]);
      if (step % 7 === 0) addTime(series, step, step / 3);
      if (step % 100 === 50) addCheck(series, measures);
      if (step % 400 === 0) {
        const validation = { validationLoss: measures.loss, validationAccuracy: measures.accuracy };
        addCheck(series, measures);
        epochs.push({ epoch: step / 400, step, trainLoss: 1, trainAccuracy: 0, learningRate: 0.1, ...validation });
      }
    }
    const long = { ...checkpoint, details: { ...checkpoint.details, progress: { ...progress, step: last, epochs } } };
    const back = await bundleBack(await bundleOf(long, { ...run, series }));
    if (!back.ok || back.value.details === null) throw new Error("expected a bundle");
    const again = runOfFile("new", back.value.details, back.value);
    const first = metricsCsv({ ...run, series, epochs }, last);
    expect(metricsCsv({ ...again, epochs: again.progress.epochs }, last)).toBe(first);
    expect(first.match(/^step,\d+,(.*,){8}\d+(\.\d+)?,,,,16$/gm)?.length).toBeGreaterThan(100);
    expect(first).toContain("\nchange,7,");
  });

  it("still draws the epochs of a run without metrics, and their ends among the looks of one with them", () => {
    const row = { trainLoss: 3, trainAccuracy: 0.2, validationAccuracy: 0.1, learningRate: 0.5 };
    const epochs = [
      { ...row, epoch: 1, step: 20, validationLoss: 4 },
      { ...row, epoch: 2, step: 40, validationLoss: null },
    ];
    const alone = rowsOf(seriesOfEpochs(epochs));
    expect(alone.training.map(([step, loss]) => [step, loss])).toEqual([
      [20, 3],
      [40, 3],
    ]);
    expect(alone.validation).toEqual([[20, 4, 1]]);
    const between = rowsOf(
      seriesOfEpochs(epochs, 30, [
        { step: 30, loss: 5, accuracy: 0 },
        { step: 10, loss: 6, accuracy: 0 },
      ]),
    );
    expect(between.training.map(([step]) => step)).toEqual([20]);
    expect(between.validation.map(([step]) => step)).toEqual([10, 20, 30]);
  });

  it.each([
    ["no table", "hello"],
    ["a step that is no number", `${METRICS_HEADER}\nstep,one,,2.5,0.5,,,0.001\n`],
    ["a loss that is missing", `${METRICS_HEADER}\nstep,1,,,0.5,,,0.001\n`],
    ["a step twice", `${METRICS_HEADER}\ncheck,1,,,,2.5,0.5,\ncheck,1,,,,2.5,0.5,\n`],
    ["a cell that is missing", `${METRICS_HEADER}\nstep,1,,2.5,0.5\n`],
  ])("is refused for metrics with %s", async (_, metrics) => {
    const files = { "model.safetensors": writeCheckpoint(checkpoint, null), "metrics.csv": strToU8(metrics) };
    expect(await bundleBack(zipSync(files))).toEqual({ ok: false, error: { code: "bundleMetricsUnreadable" } });
  });

  it("is refused without a model file, or when it is no zip", async () => {
    expect(await bundleBack(zipSync({ "other.txt": strToU8("hi") }))).toMatchObject({
      error: { code: "bundleWithoutModel" },
    });
    expect(await bundleBack(Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9))).toMatchObject({
      error: { code: "bundleUnreadable" },
    });
  });

  it("is refused above the cap, whatever sizes it declares", async () => {
    const bomb = zipSync({ "model.safetensors": new Uint8Array(4 * 2 ** 20) });
    expect(await bundleBack(bomb, 2 ** 20)).toMatchObject({ ok: false, error: { code: "bundleTooLarge" } });
    // The size that it declares stands 24 bytes into the entry of the directory.
    const entry = new TextDecoder("latin1").decode(bomb).indexOf("PK\x01\x02");
    new DataView(bomb.buffer).setUint32(entry + 24, 100, true);
    expect(await bundleBack(bomb, 2 ** 20)).toMatchObject({ ok: false, error: { code: "bundleDamaged" } });
  });
});

describe("the metrics file", () => {
  it("has a header, a row a step, a look at the validation and an epoch, dot decimals", () => {
    const row = {
      epoch: 1,
      step: 2,
      trainLoss: 1.5,
      trainAccuracy: 0.25,
      validationLoss: null,
      validationAccuracy: null,
      learningRate: 0.001,
    };
    const series = emptySeries();
    addSteps(series, [{ step: 1, loss: 2.5, accuracy: 0.5, learningRate: 0.001, counted: 16, gradientNorm: 4 }]);
    addCheck(series, { step: 1, loss: 2.25, accuracy: 0.375 });
    const changes = [
      { step: 1, path: "training.learningRate", from: 0.001, to: 0.003 },
      { step: 2, path: '=1+1,"', from: "=2+2", to: ["a\n", null] },
      { step: 3, path: "training.learningRate", from: 0.003, to: 0.001 },
    ];
    addTime(series, 1, 0.25);
    expect(metricsCsv({ series, changes, epochs: [row] }, 2)).toBe(
      `${METRICS_HEADER},gradient_norm,steps,seconds,setting,from,to,targets\n` +
        "step,1,,2.5,0.5,,,0.001,4,1,0.25,,,,16\ncheck,1,,,,2.25,0.375,,,,,,,,\n" +
        "epoch,2,1,1.5,0.25,,,0.001,,,,,,,\n" +
        "change,1,,,,,,,,,,training.learningRate,0.001,0.003,\n" +
        'change,2,,,,,,,,,,"""=1+1,\\""""","""=2+2""","[""a\\n"",null]",\n',
    );
  });
});
