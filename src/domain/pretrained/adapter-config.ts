// PEFT's adapter_config.json: the size of an adapter, or why it is none that is built here.
// https://github.com/huggingface/peft/blob/main/src/peft/tuners/lora/config.py
import { excerpt } from "../config/config-problem";
import { parameters } from "../config/parameters";
import { failure, type Result, success } from "../result";
import { adapterFileNames } from "./model-files";
import { parseObject } from "./parse-object";
import type { PretrainedError } from "./pretrained-error";

/** What an adapter's config tells. */
export interface AdapterConfig {
  readonly rank: number;
  /** What the adapter gives counts alpha / rank times. */
  readonly alpha: number;
  /** The model beside which it was trained, "" where that is not told. */
  readonly base: string;
}

/** Settings that a file may leave out, with the values that are built here as JSON, the first of them being the usual one. */
const expected: Readonly<Record<string, readonly string[]>> = {
  peft_type: ['"LORA"'],
  bias: ['"none"'],
  use_dora: ["false"],
  modules_to_save: ["null", "[]"],
  rank_pattern: ["{}", "null"],
  alpha_pattern: ["{}", "null"],
};

/** Reads the text of an adapter_config.json. */
export function readAdapterConfig(text: string): Result<AdapterConfig, PretrainedError> {
  const parsed = parseObject(text, adapterFileNames.config);
  if (!parsed.ok) return parsed;
  const config = parsed.value;
  for (const [setting, values] of Object.entries(expected)) {
    const found = config[setting];
    if (found !== undefined && !values.includes(JSON.stringify(found))) return refused(setting, found, values[0]);
  }
  const { min, max } = parameters["tuning.loraRank"];
  const { r: rank, lora_alpha: alpha, base_model_name_or_path: base } = config;
  if (!isNumber(rank) || !Number.isInteger(rank) || rank < min || rank > max) {
    return refused("r", rank, `${min}, …, ${max}`);
  }
  if (!isNumber(alpha)) return refused("lora_alpha", alpha, `${2 * rank}`);
  // Rank-stabilized adapters count alpha / sqrt(r) times (Kalajdzievski, 2023).
  const counted = config.use_rslora === true ? alpha * Math.sqrt(rank) : alpha;
  return success({ rank, alpha: counted, base: typeof base === "string" ? base : "" });
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function refused(setting: string, found: unknown, wanted: string) {
  return failure({ code: "adapterSettingRefused", setting, found: excerpt(found ?? null), wanted } as const);
}
