import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readBundle, writeBundle } from "@/domain/checkpoint/bundle";
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { readWeights, writeCheckpoint } from "@/domain/checkpoint/checkpoint-file";
import { matchGraph } from "@/domain/checkpoint/match-graph";
import { metricsCsv } from "@/domain/checkpoint/metrics-csv";
import { emptyHistory } from "@/domain/checkpoint/run-history";
import { writeSafetensors } from "@/domain/checkpoint/safetensors-write";
import { defaultConfig } from "@/domain/config/defaults";
import { buildGraph } from "@/domain/graph/build-graph";
import { initializeParameters } from "@/domain/graph/initialize";
import type { PlainTensor } from "@/domain/named-tensors";
import { freshProgress } from "@/domain/training/progress";

const METRICS_HEADER = "kind,step,epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate";
const vocabulary = ["<|pad|>", "a", "b", "ç", "\n"];
const graph = buildGraph(defaultConfig.model, defaultConfig.tokens.contextLength, vocabulary.length);
const checkpoint: Checkpoint = {
  tensors: initializeParameters(graph, 7),
  details: {
    formatVersion: 1,
    config: defaultConfig,
    tokenizer: { kind: "character", vocabulary, specialCount: 1, padId: 0 },
    template: "<name>{Model Name}<|end|>",
    dataset: { id: null, name: "carros.csv", hash: "0123" },
    progress: { ...freshProgress, step: 12 },
  },
  history: emptyHistory,
};

describe("a checkpoint file", () => {
  it("gives back tensors, settings, tokenizer and progress", () => {
    const result = readWeights(writeCheckpoint(checkpoint));
    expect(result).toEqual({ ok: true, value: { ...checkpoint, tensors: new Map(checkpoint.tensors) } });
  });

  it("cuts texts at separators alone where it does not know of other ways", () => {
    const { textRecords: _, ...corpus } = defaultConfig.corpus;
    const config = { ...defaultConfig, corpus } as unknown as typeof defaultConfig;
    const bytes = writeCheckpoint({ ...checkpoint, details: { ...checkpoint.details, config } });
    const result = readWeights(bytes);
    expect(result.ok && result.value.details?.config.corpus.textRecords).toBe("separator");
  });

  it("keeps the newest epochs of a run that has more than can be read", () => {
    const row = { trainLoss: 1, trainAccuracy: 0, validationLoss: null, validationAccuracy: null, learningRate: 0.1 };
    const epochs = Array.from({ length: 10_002 }, (_, index) => ({ ...row, epoch: index + 1, step: index + 1 }));
    const details = { ...checkpoint.details, progress: { ...checkpoint.details.progress, epochs } };
    const result = readWeights(writeCheckpoint({ ...checkpoint, details }));
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
    const bytes = writeCheckpoint({ ...checkpoint, details: { ...checkpoint.details, tokenizer } });
    expect(readWeights(bytes).ok).toBe(false);
  });
});

describe("tensors of another optimizer", () => {
  it("are left out, and the weights taken", () => {
    const slot: PlainTensor = { shape: [1], data: new Float32Array(1) };
    const result = matchGraph(new Map([...checkpoint.tensors, ["optimizer.mean.x", slot]]), graph, "sgd");
    expect(result.ok && [...result.value.keys()]).toEqual([...checkpoint.tensors.keys()]);
  });
});

describe("a bundle", () => {
  const history = {
    steps: [9, 12].map((step) => ({ step, loss: 2 + step / 7, accuracy: 1 / 3, learningRate: 3e-4 })),
    checks: [{ step: 10, loss: 1e-7, accuracy: 0 }],
  };

  it("gives the checkpoint back with all that was measured", () => {
    expect(readBundle(writeBundle({ ...checkpoint, history }))).toEqual({
      ok: true,
      value: { ...checkpoint, tensors: new Map(checkpoint.tensors), history },
    });
  });

  it("is the same bytes for the same run", () => {
    expect(writeBundle({ ...checkpoint, history })).toEqual(writeBundle({ ...checkpoint, history }));
  });

  it("forgets steps that were thrown away, and needs no metrics", () => {
    const later = {
      ...history,
      steps: [...history.steps, { step: 13, loss: Number.NaN, accuracy: 0, learningRate: 1 }],
    };
    const result = readBundle(writeBundle({ ...checkpoint, history: later }));
    expect(result.ok && result.value.history).toEqual(history);
    const bare = readBundle(zipSync({ "model.safetensors": writeCheckpoint(checkpoint) }));
    expect(bare.ok && bare.value.history).toEqual(emptyHistory);
  });

  it.each([
    ["no table", "hello"],
    ["a step that is no number", `${METRICS_HEADER}\nstep,one,,2.5,0.5,,,0.001\n`],
    ["a loss that is missing", `${METRICS_HEADER}\nstep,1,,,0.5,,,0.001\n`],
    ["a step twice", `${METRICS_HEADER}\ncheck,1,,,,2.5,0.5,\ncheck,1,,,,2.5,0.5,\n`],
    ["a cell that is missing", `${METRICS_HEADER}\nstep,1,,2.5,0.5\n`],
  ])("is refused for metrics with %s", (_, metrics) => {
    const files = { "model.safetensors": writeCheckpoint(checkpoint), "metrics.csv": strToU8(metrics) };
    expect(readBundle(zipSync(files))).toEqual({ ok: false, error: { code: "bundleMetricsUnreadable" } });
  });

  it("is refused without a model file, or when it is no zip", () => {
    expect(readBundle(zipSync({ "other.txt": strToU8("hi") }))).toMatchObject({
      error: { code: "bundleWithoutModel" },
    });
    expect(readBundle(Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9))).toMatchObject({
      error: { code: "bundleUnreadable" },
    });
  });

  it("is refused above the cap, whatever sizes it declares", () => {
    const bomb = zipSync({ "model.safetensors": new Uint8Array(4 * 2 ** 20) });
    expect(readBundle(bomb, 2 ** 20)).toMatchObject({ ok: false, error: { code: "bundleTooLarge" } });
    // The size that it declares stands 24 bytes into the entry of the directory.
    const entry = new TextDecoder("latin1").decode(bomb).indexOf("PK\x01\x02");
    new DataView(bomb.buffer).setUint32(entry + 24, 100, true);
    expect(readBundle(bomb, 2 ** 20)).toMatchObject({ ok: false, error: { code: "bundleDamaged" } });
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
    const history = {
      steps: [{ step: 1, loss: 2.5, accuracy: 0.5, learningRate: 0.001 }],
      checks: [{ step: 1, loss: 2.25, accuracy: 0.375 }],
    };
    const text = metricsCsv(history, [row]);
    expect(text).toBe(
      `${METRICS_HEADER}\nstep,1,,2.5,0.5,,,0.001\ncheck,1,,,,2.25,0.375,\nepoch,2,1,1.5,0.25,,,0.001\n`,
    );
  });
});
