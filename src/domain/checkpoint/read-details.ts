// The description of a model in a file's metadata: JSON texts of strangers to checked values, or the rule that
// they break.
import * as v from "valibot";
import { excerpt } from "../config/config-problem";
import { earlierConfig } from "../config/defaults";
import { parseConfig } from "../config/parse-config";
import type { RunConfig } from "../config/run-config";
import { splitTemplate } from "../corpus/template";
import { failure, type Result, success } from "../result";
import { messageOf } from "../thrown-message";
import type { CheckpointDetails } from "./checkpoint";
import type { CheckpointError } from "./checkpoint-error";
import type { DetailsRule } from "./details-rule";
import {
  datasetSchema,
  labelSchema,
  progressSchema,
  secondsSchema,
  templateSchema,
  tokenizerSchema,
} from "./details-schema";
import { nestsDeeperThan } from "./json-structure";
import type { RunLabel } from "./run-label";

/** The version of the format that is written and read. */
export const FORMAT_VERSION = "1";
/** Levels of objects and lists in each other; Curió's own texts have three. */
const DEEPEST_JSON = 32;
/**
 * What stands in for settings that a file does not know: texts were cut at separators alone before they could choose,
 * and a record needed every column of its template.
 */
function settingsBefore(template: string): RunConfig {
  const places = splitTemplate(template).filter((part) => part.kind === "column");
  const neededFields = places.map(({ name }) => name);
  return { ...earlierConfig, corpus: { ...earlierConfig.corpus, textRecords: "separator", neededFields } };
}

/** A broken rule on its way out of the reader; never leaves this file. */
class BrokenDetails extends Error {
  readonly rule: DetailsRule;
  constructor(rule: DetailsRule, detail: string) {
    super(excerpt(detail));
    this.rule = rule;
  }
}

/** Reads the description, null where the file holds none; fails with weightsDetailsBroken. */
export function readDetails(metadata: ReadonlyMap<string, string>): Result<CheckpointDetails | null, CheckpointError> {
  const version = metadata.get("curio");
  if (version === undefined) return success(null);
  return reading(() => {
    if (version !== FORMAT_VERSION) throw new BrokenDetails("version", version);
    const template = parsed(templateSchema, jsonOf(metadata, "template"), "template");
    return {
      formatVersion: 1 as const,
      config: configOf(jsonOf(metadata, "config"), template),
      tokenizer: parsed(tokenizerSchema, jsonOf(metadata, "tokenizer"), "tokenizer"),
      template,
      dataset: parsed(datasetSchema, jsonOf(metadata, "dataset"), "dataset"),
      progress: parsed(progressSchema, jsonOf(metadata, "progress"), "progress"),
      trainingSeconds: metadata.has("seconds") ? parsed(secondsSchema, jsonOf(metadata, "seconds"), "progress") : 0,
    };
  });
}

/** Reads the rest of the run's record, null where the file holds none; fails with weightsDetailsBroken. */
export function readLabel(metadata: ReadonlyMap<string, string>): Result<RunLabel | null, CheckpointError> {
  if (!metadata.has("curio") || !metadata.has("run")) return success(null);
  return reading(() => parsed(labelSchema, jsonOf(metadata, "run"), "run"));
}

function reading<T>(read: () => T): Result<T, CheckpointError> {
  try {
    return success(read());
  } catch (error) {
    if (!(error instanceof BrokenDetails)) throw error;
    return failure({ code: "weightsDetailsBroken", rule: error.rule, detail: error.message });
  }
}

function jsonOf(metadata: ReadonlyMap<string, string>, key: string): unknown {
  const text = metadata.get(key);
  if (text === undefined) throw new BrokenDetails("json", key);
  if (nestsDeeperThan(text, DEEPEST_JSON)) throw new BrokenDetails("nesting", key);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BrokenDetails("json", `${key}: ${messageOf(error)}`);
  }
}

function configOf(value: unknown, template: string): CheckpointDetails["config"] {
  const config = parseConfig(value, settingsBefore(template));
  if (!config.ok) throw new BrokenDetails("settings", `${config.error.path}: ${config.error.problem}`);
  return config.value.config;
}

/** Gives what the schema makes of a value; a problem that the schema does not name is one of `part`. */
function parsed<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  part: DetailsRule,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = `${part} ${v.getDotPath(issue) ?? ""}: ${issue.received}`;
  throw new BrokenDetails(/^[a-zA-Z]+$/.test(issue.message) ? (issue.message as DetailsRule) : part, place);
}
