// Settings that cannot suit what is at hand. Those chosen for other data are stood in for by what is derived from both and
// never written over them, so that a setting is back as soon as data is that it suits. Weights bring those of their model.
import { specOf } from "../architectures/registry";
import { FORMS_OF_ROWS } from "../corpus/row-draw";
import type { SourceSummary } from "../corpus/source";
import { splitTemplate } from "../corpus/template";
import { isAnyFrozen } from "../graph/tune";
import { namedColumns } from "../pairs/conversation-parts";
import { type ConfigPath, type ConfigValue, getByPath, setByPath } from "./config-path";
import { defaultConfig } from "./defaults";
import { configPaths, readingPaths } from "./parameters";
import type { RunConfig } from "./run-config";

/** The data, and the settings that were wished for when it came. */
export interface DataAtHand {
  readonly source: SourceSummary;
  readonly wishedBefore: RunConfig;
}

/** The settings in force, and where they are not the ones wished for. */
export interface FittedConfig {
  readonly config: RunConfig;
  readonly fitted: readonly ConfigPath[];
}

type FitRule<Path extends ConfigPath> = (wished: ConfigValue<Path>, source: SourceSummary) => ConfigValue<Path>;

/** Gives for each path the value in force: the one wished for where it suits. */
const rules: { readonly [Path in ConfigPath]?: FitRule<Path> } = {
  "corpus.rowShare": (share, { facts }) => (FORMS_OF_ROWS.has(facts.form) ? share : 1),
  "corpus.mostRows": (rows, { kind }) => (kind === "table" ? rows : 0),
  "corpus.neededFields": (fields, { columns }) =>
    fields === null || fields.every((field) => columns.includes(field)) ? fields : null,
  "corpus.template": (template, { columns }) => (templateFits(template, columns) ? template : ""),
  "corpus.prompt": (template, source) => (templateFits(template, namedColumns(source)) ? template : ""),
  "corpus.response": (template, source) => (templateFits(template, namedColumns(source)) ? template : ""),
};

/** The settings of the tokens that the weights were made for. */
const OF_THE_VOCABULARY: ReadonlySet<ConfigPath> = new Set([
  "tokens.tokenizer",
  "tokens.vocabularySize",
  "tokens.order",
  "tokens.specialTokens",
  "tokens.padToken",
  "tokens.contextLength",
]);

/**
 * Fits the settings wished for to the data. A setting that was changed since the data came stays as it is:
 * it is meant for this data, and a mistake in it is told.
 */
export function fitConfig(wished: RunConfig, data: DataAtHand | null): FittedConfig {
  let config = wished;
  const fitted: ConfigPath[] = [];
  if (data === null) return { config, fitted };
  for (const path of Object.keys(rules) as ConfigPath[]) {
    const value = getByPath(wished, path);
    const rule = rules[path] as FitRule<ConfigPath>;
    if (value !== getByPath(data.wishedBefore, path)) continue;
    const suited = rule(value, data.source);
    if (suited === value) continue;
    config = setByPath(config, path, suited);
    fitted.push(path);
  }
  return { config, fitted };
}

/**
 * Gives the settings with which other data are read: how a file is read was chosen for that file, so a setting of
 * reading that was changed since `brought`, what an example, a link or a run brought, goes back to it. What was
 * changed since `asked`, when the data were asked for, is meant for them and stays.
 */
export function readingAfresh(wished: RunConfig, brought: RunConfig, asked: RunConfig): RunConfig {
  let config = wished;
  for (const path of readingPaths) {
    if (getByPath(wished, path) === getByPath(asked, path)) config = setByPath(config, path, getByPath(brought, path));
  }
  return config;
}

/** Gives the settings of a new run: from fresh weights it trains all, since none of them knows anything worth keeping. */
export function freshConfig(wished: RunConfig): RunConfig {
  return wished.base !== "" || !isAnyFrozen(wished.tuning) ? wished : { ...wished, tuning: defaultConfig.tuning };
}

/** Tells whether the weights of a model decide a setting. */
export function isOfTheModel(path: ConfigPath): boolean {
  return path.startsWith("model.") || OF_THE_VOCABULARY.has(path);
}

/** Tells whether a setting says what is done with given weights, so that it means nothing to a run from fresh ones. */
export function isAboutWeights(path: ConfigPath): boolean {
  return path.startsWith("tuning.");
}

/** Takes model and vocabulary from the run that made the weights, and all that may differ from the settings wished for. */
export function branchConfig(parent: RunConfig, wished: RunConfig): RunConfig {
  const branch = configPaths
    .filter(isOfTheModel)
    .reduce((config, path) => setByPath(config, path, getByPath(parent, path)), wished);
  const { longestFor } = specOf(parent.model);
  if (longestFor === undefined) return branch;
  return setByPath(branch, "tokens.contextLength", Math.min(wished.tokens.contextLength, longestFor(parent.model)));
}

// A template without columns fits no table, since all its records would read the same.
function templateFits(template: string, columns: readonly string[]): boolean {
  if (template === "") return true;
  const places = splitTemplate(template).filter((part) => part.kind === "column");
  return places.length > 0 && places.every((place) => columns.includes(place.name));
}
