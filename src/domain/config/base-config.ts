// The settings of a run that begins with the weights of a base model.
import { specOf } from "../architectures/registry";
import type { Run } from "../run/run";
import { getByPath, setByPath } from "./config-path";
import { branchConfig, isOfTheModel } from "./fit-config";
import { configPaths } from "./parameters";
import type { RunConfig } from "./run-config";
import { settleConfig } from "./settle-config";

/** How a model that can already write is taken on, whatever of it trains. */
const FINE_TUNING = {
  optimizer: "adamw",
  gradientClip: 1,
  batchSize: 8,
  runLength: "epochs",
  epochs: 3,
  schedule: "cosine",
  warmupSteps: 10,
  cosineSteps: 0,
  minimumLearningRate: 0,
} as const satisfies Partial<RunConfig["training"]>;

type Rates = Pick<RunConfig["training"], "learningRate" | "weightDecay">;

/** Given weights move little. */
const WEIGHTS: Rates = { learningRate: 5e-5, weightDecay: 0.01 };

/** The usual rates by what trains; adapters take about ten times as much (Schulman et al., "LoRA Without Regret", 2025). */
const RATES: Readonly<Record<RunConfig["tuning"]["trains"], Rates>> = {
  all: WEIGHTS,
  lastBlocks: WEIGHTS,
  lora: { learningRate: 3e-4, weightDecay: 0 },
};

/** Longest context that is set unasked: the time of a step grows with it. */
const USUAL_CONTEXT = 128;

/** Gives the settings wished for with model and tokens of the base; `base` names it. */
export function withBase(
  wished: RunConfig,
  { config, origin }: Pick<Run, "config" | "origin">,
  base: string,
): RunConfig {
  const taken = { ...branchConfig(config, wished), base };
  if (origin === null) return settleConfig(taken).config;
  // What the page reads at once for another model says nothing about how far this one looks back.
  const longest = specOf(config.model).longestFor?.(config.model) ?? taken.tokens.contextLength;
  const contextLength = Math.min(longest, USUAL_CONTEXT);
  const tokens = { ...taken.tokens, contextLength, stride: contextLength, padRecords: false };
  return settleConfig({
    ...taken,
    tokens,
    training: { ...taken.training, ...FINE_TUNING, ...RATES[taken.tuning.trains] },
  }).config;
}

/** Gives settings with the usual rates of what they train, where `before` trained something else by its usual rates. */
export function withRatesOfTuning(config: RunConfig, before: RunConfig): RunConfig {
  const [from, to] = [before.tuning.trains, config.tuning.trains];
  const { learningRate, weightDecay } = config.training;
  const areUsual = RATES[from].learningRate === learningRate && RATES[from].weightDecay === weightDecay;
  return from !== to && areUsual ? { ...config, training: { ...config.training, ...RATES[to] } } : config;
}

/**
 * Gives the settings wished for, which name a base but do not have its model yet, with model and tokens of it; what of them
 * is not as in `brought` was asked for, and stays unless the weights decide it.
 */
export function withNamedBase(
  wished: RunConfig,
  brought: RunConfig,
  run: Pick<Run, "config" | "origin">,
  base: string,
): RunConfig {
  const asked = configPaths.filter((path) => getByPath(wished, path) !== getByPath(brought, path));
  const kept = asked.filter((path) => !isOfTheModel(path));
  const based = withBase(wished, run, base);
  return settleConfig(kept.reduce((config, path) => setByPath(config, path, getByPath(wished, path)), based)).config;
}

/** Tells whether settings name the kind of model and of tokens that a base has. */
export function hasModelOf({ model, tokens }: RunConfig, { config }: Pick<Run, "config">): boolean {
  return model.architecture === config.model.architecture && tokens.tokenizer === config.tokens.tokenizer;
}

/** Gives the settings with a model of their own again: what a base decided is as in `before`, set before one was chosen. */
export function withoutBase(wished: RunConfig, before: RunConfig | null): RunConfig {
  const { model, tokens, training } = before ?? wished;
  return { ...wished, model, tokens, training, base: "" };
}
