// When a setting has no effect beside the others, and why. The table of parameters.ts says which rules each obeys.

import { hasSetting } from "../architectures/model-config";
import type { ModelRestReason } from "../architectures/registry";
import { isAnyFrozen } from "../graph/tune";
import { hasPairs } from "../pairs/pair-template";
import { guessesEverywhere, layoutOf } from "../windows/window-layout";
import type { RunConfig } from "./run-config";

/** Why a setting rests; words for it live in i18n. */
export type RestReason =
  /** What its architecture says of a setting of models. */
  | ModelRestReason
  /** The base model decides it. */
  | "ofTheBase"
  /** Records of a text end elsewhere than at a separator. */
  | "otherRecords"
  /** Records end nowhere, so nothing can happen there. */
  | "noSeparator"
  /** Rare characters stay as they are. */
  | "rareKept"
  /** Near duplicates stay. */
  | "nearDuplicatesKept"
  /** A number of first rows is read. */
  | "firstRows"
  /** Rows are drawn from all of the file. */
  | "drawnRows"
  /** No share of the rows is drawn. */
  | "allRows"
  /** Records are pairs of prompt and response. */
  | "pairs"
  | "noPairs"
  | "noPadToken"
  /** No padding stands before records. */
  | "noPadding"
  /** Incomplete records are kept. */
  | "keptIncomplete"
  /** The loss is taken on the last position alone, which records of many lengths do not share. */
  | "lossAtLast"
  /** Each record is a window of its own. */
  | "recordWindows"
  /** No share of the data is held back. */
  | "noValidation"
  /** Nothing encloses the fields of a table. */
  | "noQuotes"
  /** The delimiter is found, or one of the list. */
  | "listedDelimiter"
  /** Tokens are of another kind. */
  | "otherTokenizer"
  /** Another choice says what is trained. */
  | "otherTuning"
  /** Training changes all weights. */
  | "nothingFrozen"
  /** No product is one of attention. */
  | "noAttention"
  | "otherOptimizer"
  | "otherSchedule"
  /** The length of the run is asked for in another way. */
  | "otherLength"
  /** The lowest rate is not below the learning rate. */
  | "rateAtFloor"
  /** The schedule multiplies the rate by 1. */
  | "factorOfOne"
  | "noEarlyStopping";

/** Gives the reason for which a setting has no effect in a configuration, null where it has one. */
export type RestRule = (config: RunConfig) => RestReason | null;

/** Rests while a run begins with the weights of a base model. */
export const withBaseModel = rest("ofTheBase", ({ base }) => base !== "");

/** Rests while the context is that of a base model, whose shape depends on it. */
export const withContextOfBase = rest("ofTheBase", ({ base, model }) => base !== "" && !("positions" in model));

/** Rests while a plain text is not cut at separators. */
export const withOtherRecords = rest(
  "otherRecords",
  ({ corpus }) => corpus.textRecords !== "auto" && corpus.textRecords !== "separator",
);

/** Rests while the delimiter is found, or one of the list. */
export const withListedDelimiter = rest("listedDelimiter", ({ corpus }) => corpus.delimiter !== "other");

/** Rests while nothing encloses the fields of a table. */
export const withoutQuotes = rest("noQuotes", ({ corpus }) => corpus.quote === "none");

/** Rests while records of a plain text end nowhere. */
export const withoutSeparator = rest("noSeparator", ({ corpus }) => corpus.separator === "");

/** Rests while rare characters stay as they are. */
export const withRareKept = rest("rareKept", ({ corpus }) => corpus.rareCharacters === "keep");

/** Rests while near duplicates stay. */
export const withNearDuplicatesKept = rest("nearDuplicatesKept", ({ corpus }) => !corpus.removeNearDuplicates);

/** Rests while incomplete records are kept. */
export const withoutDropping = rest("keptIncomplete", ({ corpus }) => !corpus.dropIncomplete);

/** Rests while a number of first rows is read. */
export const withFirstRows = rest("firstRows", ({ corpus }) => corpus.mostRows > 0);

/** Rests while rows are drawn from all of the file. */
export const withDrawnRows = rest("drawnRows", ({ corpus }) => corpus.rowShare < 1);

/** Rests while all rows are taken. */
export const withAllRows = rest("allRows", ({ corpus }) => corpus.rowShare === 1);

/** Rests where records are pairs. */
export const withPairs = rest("pairs", ({ corpus }) => hasPairs(corpus));

/** Rests where records are no pairs. */
export const withoutPairs = rest("noPairs", ({ corpus }) => !hasPairs(corpus));

/** Rests without a padding token. */
export const withoutPadToken = rest("noPadToken", ({ tokens }) => tokens.padToken === "");

/** Rests while no padding stands before records. */
export const withoutPadding = rest("noPadding", ({ tokens }) => !tokens.padRecords);

/** Rests for models that guess at the last position alone. */
export const withLossAtLast = rest("lossAtLast", (config) => !guessesEverywhere(config));

/** Rests where each record is a window of its own. */
export const withRecordWindows = rest("recordWindows", (config) => layoutOf(config) === "records");

/** Rests while nothing is held back for validation. */
export const withoutValidation = rest("noValidation", ({ tokens }) => tokens.validationShare === 0);

/** Rests under every tokenizer but the named one. */
export function unlessTokenizer(kind: RunConfig["tokens"]["tokenizer"]): RestRule {
  return rest("otherTokenizer", ({ tokens }) => tokens.tokenizer !== kind);
}

/** Rests where something else of the weights is trained. */
export const unlessTuning = (trains: RunConfig["tuning"]["trains"]) =>
  rest("otherTuning", ({ tuning }) => tuning.trains !== trains);

/** Rests while all weights are trained. */
export const withNothingFrozen = rest("nothingFrozen", ({ tuning }) => !isAnyFrozen(tuning));

/** Rests on models without attention. */
export const withoutAttention = rest("noAttention", ({ model }) => !hasSetting(model, "heads"));

/** Rests under every optimizer but the named ones. */
export const unlessOptimizer = (...kinds: RunConfig["training"]["optimizer"][]) =>
  rest("otherOptimizer", ({ training }) => !kinds.includes(training.optimizer));

/** Rests under every schedule but the named ones. */
export const unlessSchedule = (...kinds: RunConfig["training"]["schedule"][]) =>
  rest("otherSchedule", ({ training }) => !kinds.includes(training.schedule));

/** Rests while the length of runs is asked for in another way. */
export const unlessLength = (length: RunConfig["training"]["runLength"]) =>
  rest("otherLength", ({ training }) => training.runLength !== length);

/** Rests where the schedule has no room to lower the rate. */
export const withRateAtFloor = rest(
  "rateAtFloor",
  ({ training }) => training.minimumLearningRate >= training.learningRate,
);

/** Rests where the schedule's reductions reduce nothing. */
export const withFactorOfOne = rest(
  "factorOfOne",
  ({ training }) => (training.schedule === "plateau" || training.schedule === "step") && training.scheduleFactor === 1,
);

/** Rests while runs do not stop early. */
export const withoutEarlyStopping = rest("noEarlyStopping", ({ training }) => training.earlyStopping === "off");

function rest(reason: RestReason, holds: (config: RunConfig) => boolean): RestRule {
  return (config) => (holds(config) ? reason : null);
}
