// GPT-2's config.json, as Hugging Face writes it: the sizes of the model, or why it is none that is built here.
// https://huggingface.co/docs/transformers/model_doc/gpt2#transformers.GPT2Config
import { excerpt } from "../config/config-problem";
import { LAYER_NORM_EPSILON } from "../graph/layers";
import { failure, type Result, success } from "../result";
import { modelFileNames } from "./model-files";
import { kindOfModel } from "./model-kinds";
import { parseObject } from "./parse-object";
import type { PretrainedError } from "./pretrained-error";

/** The sizes of a GPT-2. */
export interface Gpt2Shape {
  readonly layers: number;
  readonly heads: number;
  readonly embeddingSize: number;
  /** Rows of its table of positions: the most tokens that it looks back at. */
  readonly positions: number;
  readonly vocabularySize: number;
}

/** What a config tells. */
export interface Gpt2Config {
  readonly shape: Gpt2Shape;
  /** What its norms add to the variance. */
  readonly normEpsilon: number;
  /** Ids of the tokens that end a text, the first first; they may be none of its tokens. */
  readonly endIds: readonly number[];
}

const LARGEST_SIDE = 2 ** 24;

/** Settings that a file may leave out, with the values that are built here, the first of them being the usual one. */
const expected: Readonly<Record<string, readonly unknown[]>> = {
  activation_function: ["gelu_new", "gelu_pytorch_tanh"],
  scale_attn_weights: [true],
  scale_attn_by_inverse_layer_idx: [false],
  reorder_and_upcast_attn: [false],
  add_cross_attention: [false],
  is_encoder_decoder: [false],
  tie_word_embeddings: [true],
};

/** Reads the text of a config.json. */
export function readGpt2Config(text: string): Result<Gpt2Config, PretrainedError> {
  const parsed = parseObject(text, modelFileNames.config);
  if (!parsed.ok) return parsed;
  const config = parsed.value;
  const type = typeof config.model_type === "string" ? config.model_type : "";
  if (type !== "gpt2") return failure({ code: "modelOfOtherKind", type: excerpt(type), kind: kindOfModel(type) });
  for (const [setting, values] of Object.entries(expected)) {
    const found = config[setting] ?? values[0];
    if (!values.includes(found)) return refused(setting, found, String(values[0]));
  }
  const shape = readShape(config);
  if (!shape.ok) return shape;
  const normEpsilon = config.layer_norm_epsilon ?? LAYER_NORM_EPSILON;
  if (typeof normEpsilon !== "number" || normEpsilon <= 0) return refused("layer_norm_epsilon", normEpsilon, "> 0");
  return success({ shape: shape.value, normEpsilon, endIds: endIdsOf(config) });
}

/** Lists the ids of the tokens that end a text by the text of a generation_config.json; none where it cannot be read. */
export function readGenerationEnds(text: string): readonly number[] {
  const parsed = parseObject(text, modelFileNames.generation);
  return parsed.ok ? endIdsOf(parsed.value) : [];
}

function endIdsOf({ eos_token_id: told }: Record<string, unknown>): readonly number[] {
  return [told].flat().filter((id) => typeof id === "number");
}

function readShape(config: Record<string, unknown>): Result<Gpt2Shape, PretrainedError> {
  const [layers, heads, embeddingSize, vocabularySize] = ["n_layer", "n_head", "n_embd", "vocab_size"].map(
    (setting) => config[setting],
  );
  const positions = config.n_positions ?? config.n_ctx;
  const sides = {
    n_layer: layers,
    n_head: heads,
    n_embd: embeddingSize,
    vocab_size: vocabularySize,
    n_positions: positions,
  };
  for (const [setting, side] of Object.entries(sides)) {
    if (!Number.isInteger(side) || (side as number) < 1 || (side as number) > LARGEST_SIDE) {
      return refused(setting, side, "1, 2, 3, …");
    }
  }
  const shape = { layers, heads, embeddingSize, positions, vocabularySize } as Gpt2Shape;
  if (shape.embeddingSize % shape.heads !== 0) {
    return refused("n_head", shape.heads, `n_embd (${shape.embeddingSize}) = n_head × …`);
  }
  const inner = config.n_inner ?? 4 * shape.embeddingSize;
  return inner === 4 * shape.embeddingSize ? success(shape) : refused("n_inner", inner, `${4 * shape.embeddingSize}`);
}

function refused(setting: string, found: unknown, wanted: string) {
  return failure({ code: "modelSettingRefused", setting, found: excerpt(found ?? null), wanted } as const);
}
