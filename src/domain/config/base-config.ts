// The settings of a run that begins with the weights of a base model.
import { specOf } from "../architectures/registry";
import type { Run } from "../run/run";
import { getByPath, setByPath } from "./config-path";
import { branchConfig, isOfTheModel } from "./fit-config";
import { configPaths } from "./parameters";
import type { RunConfig } from "./run-config";
import { settleConfig } from "./settle-config";

/** Where a model that can already write is taken on (LoRA, Hu et al., 2021, and its usual recipe). */
const FINE_TUNING = {
  optimizer: "adamw",
  learningRate: 3e-4,
  weightDecay: 0,
  gradientClip: 1,
  batchSize: 8,
  runLength: "epochs",
  epochs: 3,
  schedule: "cosine",
  warmupSteps: 10,
  cosineSteps: 0,
  minimumLearningRate: 0,
} as const satisfies Partial<RunConfig["training"]>;

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
  return settleConfig({ ...taken, tokens, training: { ...taken.training, ...FINE_TUNING } }).config;
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
