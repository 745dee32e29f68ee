// The table of all settings by path: what each may be and when it matters. Forms, addresses and file
// parsing all read it; defaults stand in defaults.ts, words in i18n under the same paths.
import type { ConfigPath, ConfigValue } from "./config-path";
import {
  amount,
  choice,
  linear,
  list,
  live,
  logarithmic,
  type ParameterFor,
  size,
  text,
  toggle,
  when,
  whole,
} from "./parameter";
import type { LiveTrainingKey, RunConfig } from "./run-config";

type Liveness<Path> = Path extends `training.${LiveTrainingKey}` ? { readonly live: true } : { readonly live: boolean };

type ParameterTable = { readonly [Path in ConfigPath]: ParameterFor<ConfigValue<Path>> & Liveness<Path> };

const isGru = ({ model }: RunConfig) => model.architecture === "gru";
const isAttention = ({ model }: RunConfig) => model.architecture === "attention";
const isBare = (config: RunConfig) => isAttention(config) && config.model.form === "bare";
const isBlock = (config: RunConfig) => isAttention(config) && config.model.form === "block";
const optimizes =
  (...kinds: RunConfig["training"]["optimizer"][]) =>
  ({ training }: RunConfig) =>
    kinds.includes(training.optimizer);
const schedules =
  (...kinds: RunConfig["training"]["schedule"][]) =>
  ({ training }: RunConfig) =>
    kinds.includes(training.schedule);

/** Describes every setting. */
export const parameters = {
  seed: text(200),

  "corpus.encoding": choice("auto", "utf-8", "utf-16le", "utf-16be", "windows-1252"),
  "corpus.delimiter": choice("auto", ",", ";", "\t", "|"),
  "corpus.header": choice("auto", "yes", "no"),
  "corpus.template": text(4000),
  "corpus.dropIncomplete": toggle(),
  "corpus.removeDuplicates": toggle(),
  "corpus.lowercase": toggle(),
  "corpus.trim": toggle(),
  "corpus.decodeEntities": toggle(),
  "corpus.separator": text(200),
  "corpus.separatorAction": when(({ corpus }) => corpus.separator !== "", choice("drop", "endToken")),
  "corpus.endToken": text(40),

  "tokens.tokenizer": choice("character"),
  "tokens.order": choice("appearance", "sorted"),
  "tokens.specialTokens": list(200, 40),
  "tokens.padToken": text(40),
  "tokens.padRecords": when(({ tokens }) => tokens.padToken !== "", toggle()),
  "tokens.contextLength": size(1, 512),
  "tokens.stride": amount(1, 512),
  "tokens.split": when(({ tokens }) => tokens.validationShare > 0, choice("record", "position", "window")),
  "tokens.validationShare": linear(0, 0.5, 0.01),

  "model.architecture": choice("mlp", "gru", "attention"),
  "model.lossPositions": when((config) => isGru(config) || isBlock(config), choice("last", "every")),
  "model.embedding": when(isGru, choice("learned", "oneHot")),
  "model.embeddingSize": when((config) => !isGru(config) || config.model.embedding === "learned", size(1, 512)),
  "model.hiddenSize": when((config) => !isBlock(config), size(1, 1024)),
  "model.layers": when((config) => !isBare(config), whole(1, 6)),
  "model.heads": when(isAttention, whole(1, 16)),
  "model.dropout": when((config) => !isBare(config), linear(0, 0.9, 0.05)),
  "model.form": when(isAttention, choice("block", "bare")),
  "model.initialization": choice("pytorch", "keras"),

  "training.optimizer": choice("sgd", "rmsprop", "adam", "adamw"),
  "training.learningRate": live(logarithmic(1e-6, 1)),
  "training.momentum": live(when(optimizes("sgd"), linear(0, 0.99, 0.01))),
  "training.beta1": live(when(optimizes("adam", "adamw"), linear(0, 0.999, 0.001))),
  "training.beta2": live(when(optimizes("adam", "adamw"), linear(0, 0.9999, 0.0001))),
  "training.decay": live(when(optimizes("rmsprop"), linear(0, 0.999, 0.001))),
  "training.epsilon": live(when(optimizes("rmsprop", "adam", "adamw"), logarithmic(1e-10, 1e-2))),
  "training.epsilonInsideRoot": when(optimizes("rmsprop"), toggle()),
  "training.weightDecay": live(when(optimizes("adamw"), linear(0, 0.5, 0.005))),
  "training.gradientClip": live(linear(0, 10, 0.1)),
  "training.batchSize": size(1, 4096),
  "training.epochs": live(amount(1, 10_000)),
  "training.shuffle": choice("everyEpoch", "once"),
  "training.schedule": choice("constant", "plateau", "step", "cosine"),
  "training.scheduleFactor": when(schedules("plateau", "step"), linear(0.05, 1, 0.05)),
  "training.schedulePatience": when(schedules("plateau"), whole(0, 100)),
  "training.scheduleEvery": when(schedules("step"), amount(1, 1000)),
  "training.warmupSteps": when(schedules("cosine"), amount(0, 10_000)),
  "training.minimumLearningRate": when(schedules("plateau", "step", "cosine"), logarithmic(0, 0.01, 1e-7)),
  "training.earlyStopping": live(choice("off", "train", "validation")),
  "training.patience": live(when(({ training }) => training.earlyStopping !== "off", amount(1, 1000))),
  "training.evaluateEvery": live(when(({ tokens }) => tokens.validationShare > 0, amount(0, 10_000))),
} as const satisfies ParameterTable;

/** Lists the paths of all settings in the order of the table. */
export const configPaths: readonly ConfigPath[] = Object.keys(parameters) as ConfigPath[];

/** Tells whether a text is the path of a setting. */
export function isConfigPath(path: string): path is ConfigPath {
  return Object.hasOwn(parameters, path);
}
