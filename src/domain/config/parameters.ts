// The table of all settings by path: what each may be and when it rests. Forms, addresses and file
// parsing all read it; defaults stand in defaults.ts, words in i18n under the same paths.
import { restReason } from "../architectures/model-config";
import { modelSettingNames, modelSettings } from "../architectures/model-settings";
import { architectureNames, longestContextOfAny, type ModelSettingName } from "../architectures/registry";
import { ENCODINGS } from "../corpus/encodings";
import { NORMALIZATIONS } from "../corpus/unicode-form";
import type { ConfigPath, ConfigValue } from "./config-path";
import { completed, live, type Parameter, reading, resting } from "./parameter";
import {
  unlessLength,
  unlessOptimizer,
  unlessSchedule,
  unlessTokenizer,
  unlessTuning,
  withAllRows,
  withBaseModel,
  withContextOfBase,
  withDrawnRows,
  withFactorOfOne,
  withFirstRows,
  withListedDelimiter,
  withLossAtLast,
  withNearDuplicatesKept,
  withNothingFrozen,
  withOtherRecords,
  withoutAttention,
  withoutDropping,
  withoutEarlyStopping,
  withoutPadding,
  withoutPadToken,
  withoutPairs,
  withoutQuotes,
  withoutSeparator,
  withoutValidation,
  withPairs,
  withRareKept,
  withRateAtFloor,
  withRecordWindows,
} from "./rest-rules";
import type { LiveTrainingKey } from "./run-config";
import { amount, choice, linear, list, logarithmic, type SettingFor, size, text, toggle, whole } from "./setting";

type Liveness<Path> = Path extends `training.${LiveTrainingKey}` ? { readonly live: true } : object;

type Described = { readonly [Path in ConfigPath]: SettingFor<ConfigValue<Path>> & Liveness<Path> };

/** Describes every setting. */
export const parameters = completed({
  seed: text(200),
  base: text(80),

  "corpus.readAs": reading(choice("auto", "text", "csv", "json", "jsonl", "chat", "subtitles", "html", "rtf")),
  "corpus.member": reading(text(400)),
  "corpus.sample": reading(resting(choice("share", "head"), withFirstRows, withDrawnRows)),
  "corpus.sampleMegabytes": reading(amount(1, 500)),
  "corpus.mostRows": reading(amount(0, 10_000_000)),
  "corpus.rowShare": reading(resting(logarithmic(0.0001, 1), withFirstRows)),
  "corpus.rowSeed": reading(resting(text(200), withFirstRows, withAllRows)),
  "corpus.encoding": reading(choice("auto", ...ENCODINGS)),
  "corpus.delimiter": reading(choice("auto", ",", ";", "\t", "|", ":", "~", "^", "@", " ", "other", "none")),
  "corpus.otherDelimiter": reading(resting(text(6), withListedDelimiter)),
  "corpus.quote": reading(choice("auto", '"', "'", "none")),
  "corpus.escape": reading(resting(choice("auto", "double", "backslash"), withoutQuotes)),
  "corpus.skippedLines": reading(text(3)),
  "corpus.comment": reading(choice("auto", "none", "#", "//", ";", "%")),
  "corpus.header": reading(choice("auto", "yes", "no")),
  "corpus.recordPath": reading(text(400)),
  "corpus.lists": reading(choice("lines", "records")),
  "corpus.chatRecords": reading(choice("message", "conversation")),
  "corpus.replaceNames": reading(toggle()),
  "corpus.cutFrontMatter": reading(toggle()),
  "corpus.template": resting(text(4000), withPairs),
  "corpus.prompt": text(4000),
  "corpus.response": text(4000),
  "corpus.pairSeparator": resting(text(200), withoutPairs),
  "corpus.repeatedQuestions": resting(choice("keep", "first"), withoutPairs),
  "corpus.dropIncomplete": toggle(),
  "corpus.neededFields": resting(list(512, 200), withoutDropping),
  "corpus.removeDuplicates": toggle(),
  "corpus.lowercase": toggle(),
  "corpus.trim": toggle(),
  "corpus.removeMarkup": toggle(),
  "corpus.decodeEntities": toggle(),
  "corpus.removeOddCharacters": toggle(),
  "corpus.replaceLookAlikes": toggle(),
  "corpus.personalData": choice("keep", "english", "portuguese"),
  "corpus.shortestRecord": amount(0, 10_000),
  "corpus.longestRecord": amount(0, 100_000),
  "corpus.rareCharacters": choice("keep", "replace", "drop"),
  "corpus.rareBelow": resting(amount(2, 1000), withRareKept),
  "corpus.removeNearDuplicates": toggle(),
  "corpus.similarity": resting(linear(0.6, 1, 0.05), withNearDuplicatesKept),
  "corpus.repairEncoding": toggle(),
  "corpus.normalization": choice(...NORMALIZATIONS),
  "corpus.textRecords": choice("auto", "whole", "lines", "blankLines", "headings", "separator", "markers"),
  "corpus.separator": resting(text(200), withOtherRecords),
  "corpus.separatorAction": resting(choice("drop", "endToken"), withOtherRecords, withoutSeparator),
  "corpus.endToken": text(40),

  "tokens.tokenizer": resting(choice("character", "byteBpe"), withBaseModel),
  "tokens.vocabularySize": resting(size(300, 8192), withBaseModel, unlessTokenizer("byteBpe")),
  "tokens.order": resting(choice("appearance", "sorted"), withBaseModel, unlessTokenizer("character")),
  "tokens.specialTokens": resting(list(200, 40), withBaseModel),
  "tokens.padToken": resting(text(40), withBaseModel),
  "tokens.padRecords": resting(toggle(), withoutPadToken, withRecordWindows),
  "tokens.countPadding": resting(toggle(), withoutPadToken, withoutPadding, withRecordWindows, withPairs),
  "tokens.answerOnly": resting(toggle(), withoutPairs),
  "tokens.contextLength": resting(size(1, longestContextOfAny), withContextOfBase),
  "tokens.layout": resting(choice("auto", "stream", "records"), withLossAtLast),
  "tokens.stride": resting(amount(1, longestContextOfAny), withRecordWindows),
  "tokens.split": resting(choice("record", "position", "window"), withoutValidation, withRecordWindows, withPairs),
  "tokens.validationShare": linear(0, 0.5, 0.01),

  "model.architecture": resting(choice(...architectureNames), withBaseModel),
  ...modelParameters(),

  "tuning.trains": choice("all", "lastBlocks", "lora"),
  "tuning.lastBlocks": resting(whole(1, modelSettings.layers.max), unlessTuning("lastBlocks")),
  "tuning.freezeEmbeddings": resting(toggle(), unlessTuning("all")),
  "tuning.loraRank": resting(size(1, 256), unlessTuning("lora")),
  "tuning.loraAlpha": resting(size(1, 512), unlessTuning("lora")),
  "tuning.loraLayers": resting(
    choice("qkv", "attention", "feedForward", "all"),
    unlessTuning("lora"),
    withoutAttention,
  ),
  "tuning.frozenStorage": resting(choice("float32", "float16"), withNothingFrozen),

  "training.optimizer": choice("sgd", "rmsprop", "adam", "adamw"),
  "training.learningRate": live(logarithmic(1e-6, 1)),
  "training.momentum": live(resting(linear(0, 0.99, 0.01), unlessOptimizer("sgd"))),
  "training.beta1": live(resting(linear(0, 0.999, 0.001), unlessOptimizer("adam", "adamw"))),
  "training.beta2": live(resting(linear(0, 0.9999, 0.0001), unlessOptimizer("adam", "adamw"))),
  "training.decay": live(resting(linear(0, 0.999, 0.001), unlessOptimizer("rmsprop"))),
  "training.epsilon": live(resting(logarithmic(1e-10, 1e-2), unlessOptimizer("rmsprop", "adam", "adamw"))),
  "training.epsilonInsideRoot": resting(toggle(), unlessOptimizer("rmsprop")),
  "training.weightDecay": live(resting(linear(0, 0.5, 0.005), unlessOptimizer("adamw"))),
  "training.gradientClip": live(linear(0, 10, 0.1)),
  "training.batchSize": size(1, 4096),
  "training.accumulation": size(1, 64),
  "training.runLength": live(choice("auto", "epochs", "steps")),
  "training.epochs": live(resting(amount(1, 10_000), unlessLength("epochs"))),
  "training.steps": live(resting(amount(1, 1_000_000), unlessLength("steps"))),
  "training.shuffle": choice("everyEpoch", "once"),
  "training.schedule": choice("constant", "plateau", "step", "cosine"),
  "training.scheduleFactor": resting(linear(0.05, 1, 0.05), unlessSchedule("plateau", "step"), withRateAtFloor),
  "training.schedulePatience": resting(whole(0, 100), unlessSchedule("plateau"), withRateAtFloor, withFactorOfOne),
  "training.scheduleEvery": resting(amount(1, 1000), unlessSchedule("step"), withRateAtFloor, withFactorOfOne),
  "training.warmupSteps": resting(amount(0, 10_000), unlessSchedule("cosine")),
  "training.cosineSteps": resting(amount(0, 1_000_000), unlessSchedule("cosine"), withRateAtFloor),
  "training.minimumLearningRate": resting(
    logarithmic(0, 0.01, 1e-7),
    unlessSchedule("plateau", "step", "cosine"),
    withFactorOfOne,
  ),
  "training.earlyStopping": live(choice("off", "train", "validation")),
  "training.patience": live(resting(amount(1, 1000), withoutEarlyStopping)),
  "training.evaluateEvery": live(resting(amount(0, 10_000), withoutValidation)),
} as const satisfies Described);

type ModelParameters = {
  readonly [Name in ModelSettingName as `model.${Name}`]: (typeof modelSettings)[Name] &
    Pick<Parameter, "restsBecause">;
};

/** Describes the settings of models, which rest as the architecture says. */
function modelParameters(): ModelParameters {
  const entries = modelSettingNames.map((name) => [
    `model.${name}`,
    resting(
      modelSettings[name],
      // What drops values out is no part of the weights.
      ...(name === "dropout" ? [] : [withBaseModel]),
      ({ model, tokens }) => restReason(model, name, tokens.contextLength),
    ),
  ]);
  return Object.fromEntries(entries);
}

/** Lists the paths of the settings by which a file is read; a change reads it again. */
export const readingPaths: readonly ConfigPath[] = Object.keys(parameters).filter(
  (path): path is ConfigPath => parameters[path as ConfigPath].reading,
);

/** Lists the paths of all settings in the order of the table. */
export const configPaths: readonly ConfigPath[] = Object.keys(parameters) as ConfigPath[];

/** Tells whether a text is the path of a setting. */
export function isConfigPath(path: string): path is ConfigPath {
  return Object.hasOwn(parameters, path);
}
