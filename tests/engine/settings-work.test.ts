// Every setting either changes what a run does or rests with a reason: shown by running, for each architecture,
// optimizer and schedule.

import { describe, expect, it } from "vitest";
import { changeModel, type ModelChanges } from "@/domain/architectures/model-config";
import { modelSettingNames } from "@/domain/architectures/model-settings";
import { architectureNames, architectures } from "@/domain/architectures/registry";
import { type ConfigPath, type ConfigValue, getByPath, setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import type { Parameter } from "@/domain/config/parameter";
import { configPaths, parameters } from "@/domain/config/parameters";
import type { RunConfig, TrainingConfig } from "@/domain/config/run-config";
import { settleConfig } from "@/domain/config/settle-config";
import { tokensInForce } from "@/domain/windows/tokens-in-force";
import type { Engine } from "@/engine/engine";
import { createPlanEngine } from "@/engine/plan/plan-engine";
import { wasmTarget } from "@/engine/plan/wasm/open-wasm-engine";
import { type TrainEvent, train } from "@/engine/train";
import { openRun } from "@/worker/active-run";
import { DataDesk } from "@/worker/data-desk";
import { EventOutbox } from "@/worker/event-outbox";
import { openWasmDevice } from "./plan/support/open-wasm";
import { unwrap } from "./support/desks";

const text = [
  "minha terra tem",
  "palmeiras",
  "onde canta o",
  "sabia as aves",
  "que aqui gorjeiam",
  "nao gorjeiam",
  "como la",
];

/** A run of some twenty steps in which nothing is switched off, and losses that rise now and then. */
const base: RunConfig = {
  ...defaultConfig,
  corpus: { ...defaultConfig.corpus, separator: "@", separatorAction: "endToken" },
  tokens: {
    ...defaultConfig.tokens,
    padRecords: false,
    contextLength: 4,
    stride: 4,
    validationShare: 0.3,
    split: "position",
  },
  model: changeModel(defaultConfig.model, { embeddingSize: 8, hiddenSize: 8, layers: 2, heads: 2, dropout: 0.2 }),
  training: {
    ...defaultConfig.training,
    learningRate: 0.05,
    gradientClip: 0.1,
    // Several batches an epoch, so that they can be taken together.
    batchSize: 2,
    runLength: "epochs",
    epochs: 8,
    steps: 2,
    earlyStopping: "validation",
    patience: 1,
    evaluateEvery: 3,
  },
};

const training = (changes: Partial<TrainingConfig>): RunConfig => ({
  ...base,
  training: { ...base.training, ...changes },
});
const model = (changes: ModelChanges): RunConfig => ({ ...base, model: changeModel(base.model, { ...changes }) });
const oneToken = (config: RunConfig): RunConfig => ({ ...config, tokens: { ...config.tokens, contextLength: 1 } });

const reduced = {
  learningRate: 0.05,
  scheduleFactor: 0.2,
  schedulePatience: 0,
  minimumLearningRate: 1e-3,
  warmupSteps: 4,
  cosineSteps: 16,
  earlyStopping: "off",
  epochs: 14,
} as const;

/** Long enough for the loss to rise, so that every schedule has its say. */
const scheduled = (changes: Partial<TrainingConfig>): RunConfig => ({
  ...training({ ...reduced, ...changes }),
  model: changeModel(base.model, { hiddenSize: 32, dropout: 0 }),
});

type Scenarios = Readonly<Record<string, RunConfig>>;

const models: Scenarios = {
  "an MLP": base,
  "an MLP over one token": oneToken(base),
  "a GRU": model({ architecture: "gru" }),
  "a GRU of one layer": model({ architecture: "gru", layers: 1 }),
  "a GRU over one-hot vectors": model({ architecture: "gru", embedding: "oneHot" }),
  "a GRU over one token": oneToken(model({ architecture: "gru" })),
  "attention blocks": model({ architecture: "attention" }),
  "attention blocks over one token": oneToken(model({ architecture: "attention" })),
  "bare attention": model({ architecture: "attention", form: "bare" }),
  "bare attention over one token": oneToken(model({ architecture: "attention", form: "bare" })),
  "GPT-2": model({ architecture: "gpt2" }),
  "GPT-2 over one token": oneToken(model({ architecture: "gpt2" })),
  "a run without validation": { ...base, tokens: { ...base.tokens, validationShare: 0 } },
  "a run over padded records": { ...base, tokens: { ...base.tokens, padRecords: true } },
  "a run without padding token": { ...base, tokens: { ...base.tokens, padToken: "" } },
};

/** Two blocks of attention of which no setting trains too little to show. */
const tuned = (changes: Partial<RunConfig["tuning"]>): RunConfig => ({
  ...model({ architecture: "attention", layers: 2 }),
  tuning: { ...base.tuning, lastBlocks: 1, ...changes },
});

const tunings: Scenarios = {
  "a run of all weights": tuned({}),
  "a run of the last block": tuned({ trains: "lastBlocks" }),
  "a run of adapters": tuned({ trains: "lora", loraRank: 2, loraAlpha: 4 }),
  "a run of an MLP's adapters": { ...base, tuning: { ...base.tuning, trains: "lora" } },
};

const optimizers: Scenarios = {
  "gradient descent": training({ optimizer: "sgd", learningRate: 1, momentum: 0.9, gradientClip: 2 }),
  RMSProp: training({ optimizer: "rmsprop" }),
  Adam: training({ optimizer: "adam" }),
  AdamW: base,
  "a run of steps": training({ runLength: "steps", steps: 40, epochs: 1 }),
  "a run of automatic length": training({ runLength: "auto" }),
  "a run without early stopping and validation": {
    ...training({ earlyStopping: "off" }),
    tokens: { ...base.tokens, validationShare: 0 },
  },
};

const schedules: Scenarios = {
  "a constant rate": scheduled({ schedule: "constant" }),
  "a plateau schedule": scheduled({ schedule: "plateau" }),
  "a step schedule": scheduled({ schedule: "step" }),
  "a cosine schedule": scheduled({ schedule: "cosine" }),
  "a plateau schedule of factor 1": scheduled({ schedule: "plateau", scheduleFactor: 1 }),
  "a step schedule of factor 1": scheduled({ schedule: "step", scheduleFactor: 1 }),
  "a plateau schedule with its minimum at the rate": scheduled({ ...atMinimum("plateau"), learningRate: 0.01 }),
  "a step schedule with its minimum above the rate": scheduled(atMinimum("step")),
  "a cosine schedule with its minimum above the rate": scheduled(atMinimum("cosine")),
};

function atMinimum(schedule: TrainingConfig["schedule"]): Partial<TrainingConfig> {
  return { schedule, learningRate: 5e-3, minimumLearningRate: 0.01 };
}

/** How far figures may lie apart that differ by rounding alone, as a share. */
const ROUNDING = 1e-5;

const engine: Engine = createPlanEngine(
  wasmTarget({ id: "plan-wasm", adapter: null, threads: 1, reason: "requested" }, () => openWasmDevice(1)),
);

describe("every setting works or rests", () => {
  it.each(architectureNames)("no setting that a model of %s keeps aside reaches a run", async (architecture) => {
    const config = model({ architecture });
    const own: readonly string[] = Object.keys(architectures[architecture].settings);
    const foreign = modelSettingNames.filter((name) => !own.includes(name));
    const others = foreign.map((name) => [name, otherValues(config, `model.${name}`)[0]]);
    const changed: RunConfig = { ...config, model: changeModel(config.model, Object.fromEntries(others)) };
    expect(changed.model.aside).not.toEqual(config.model.aside);
    expect(await figuresOfRun(changed)).toEqual(await figuresOfRun(config));
  });
  // Positions behind the context wait for runs with a longer one.
  describeScenarios(models, (path) => /^(seed$|tokens\.|model\.(?!positions$))/.test(path));
  describeScenarios(tunings, (path) => path.startsWith("tuning."));
  describeScenarios(optimizers, (path) => path.startsWith("training.") && !isAboutSchedule(path));
  describeScenarios(schedules, isAboutSchedule);
});

function isAboutSchedule(path: ConfigPath): boolean {
  return /schedule|warmup|cosine|learningRate/i.test(path);
}

function describeScenarios(scenarios: Scenarios, isTried: (path: ConfigPath) => boolean): void {
  it.each(Object.entries(scenarios))("in %s", async (_, given) => {
    const { config } = settleConfig(given);
    const expected = await runOf(config);
    const wrong: string[] = [];
    for (const path of configPaths.filter(isTried)) {
      const others = otherValues(config, path);
      if (others.length === 0) continue;
      const works = await changesSomething(config, expected, path, others);
      const reason = parameters[path].restsBecause(config);
      if (works !== (reason === null)) wrong.push(`${path} ${works ? `works, but rests: ${reason}` : "does nothing"}`);
    }
    expect(wrong).toEqual([]);
  });
}

async function changesSomething(
  config: RunConfig,
  expected: readonly number[],
  path: ConfigPath,
  others: readonly unknown[],
): Promise<boolean> {
  for (const other of others) {
    const changed = settleConfig(setByPath(config, path, other as ConfigValue<ConfigPath>)).config;
    if (differ(await runOf(changed), expected)) return true;
  }
  return false;
}

function differ(figures: readonly number[], expected: readonly number[]): boolean {
  if (figures.length !== expected.length) return true;
  return figures.some((figure, index) => !(Math.abs(figure - expected[index]) <= ROUNDING * Math.abs(expected[index])));
}

/** Gives some values near and far of the one that a setting has. */
function otherValues(config: RunConfig, path: ConfigPath): readonly unknown[] {
  const parameter: Parameter = parameters[path];
  const value = getByPath(config, path);
  switch (parameter.kind) {
    case "choice":
      return parameter.choices.filter((name) => name !== value);
    case "switch":
      return [value !== true];
    case "text":
      return [value === "" ? "<|other|>" : ""];
    case "list":
      return [["ar"]];
    case "number": {
      const number = Number(value);
      const even = (parameter.max - parameter.min) / 5;
      const near = parameter.scale === "linear" ? [number + even, number - even] : [number * 4, number / 4];
      return [...near, parameter.min, ...(parameter.integer ? [] : [parameter.max])];
    }
  }
  return parameter satisfies never;
}

const runs = new Map<string, Promise<readonly number[]>>();

/**
 * Trains, once for each configuration, and gives all figures that the run reports. What a model keeps aside makes no
 * configuration of its own: no run reads it, as the first test of architectures shows.
 */
function runOf(config: RunConfig): Promise<readonly number[]> {
  const key = JSON.stringify({ ...config, model: { ...config.model, aside: null } });
  const known = runs.get(key) ?? figuresOfRun(config);
  runs.set(key, known);
  return known;
}

async function figuresOfRun(config: RunConfig): Promise<readonly number[]> {
  const desk = new DataDesk(new EventOutbox());
  unwrap(await desk.load({ kind: "text", name: "test.txt", text: text.join("\n@\n") }, config.corpus));
  const ready = unwrap(await desk.ready(config.seed, config.corpus, tokensInForce(config), null));
  const run = unwrap(await openRun(engine, "run", config, ready, null));
  const work = train(run.training, () => 0);
  const figures: number[] = [];
  for (let next = await work.next(); next.done !== true; next = await work.next()) {
    figures.push(...figuresOf(next.value));
  }
  run.training.session.dispose();
  return figures;
}

function figuresOf(event: TrainEvent): readonly number[] {
  switch (event.type) {
    case "steps":
      return event.metrics.flatMap(({ step, loss, learningRate }) => [step, loss, learningRate]);
    case "evaluation":
      return [event.step, event.result.loss, event.result.accuracy];
    case "epoch":
      return [event.row.epoch, event.row.trainLoss, event.row.validationLoss ?? -1];
    case "working":
      return [];
  }
  return event satisfies never;
}
