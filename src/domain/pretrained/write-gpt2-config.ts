// The two settings files of a GPT-2 as Hugging Face reads them: config.json and generation_config.json.
import type { WrittenType } from "../checkpoint/safetensors-write";
import type { Gpt2Shape } from "./gpt2-config";

/** What a config tells beside the sizes. */
export interface Gpt2Details {
  /** The token that ends a text, which begins one too; null where there is none. */
  readonly endId: number | null;
  readonly dropout: number;
  readonly normEpsilon: number;
  readonly dtype: WrittenType;
}

/** How the library calls the types. Of bytes it reads nothing: what is computed with is float32. */
const torchTypes = { F32: "float32", F16: "float16", I8: "float32" } as const satisfies Record<WrittenType, string>;

/** Writes a config.json. */
export function writeGpt2Config(shape: Gpt2Shape, { endId, dropout, normEpsilon, dtype }: Gpt2Details): string {
  return written({
    architectures: ["GPT2LMHeadModel"],
    model_type: "gpt2",
    vocab_size: shape.vocabularySize,
    n_positions: shape.positions,
    n_ctx: shape.positions,
    n_embd: shape.embeddingSize,
    n_layer: shape.layers,
    n_head: shape.heads,
    n_inner: null,
    activation_function: "gelu_new",
    layer_norm_epsilon: normEpsilon,
    initializer_range: 0.02,
    attn_pdrop: 0,
    embd_pdrop: dropout,
    resid_pdrop: dropout,
    scale_attn_weights: true,
    scale_attn_by_inverse_layer_idx: false,
    reorder_and_upcast_attn: false,
    tie_word_embeddings: true,
    use_cache: true,
    bos_token_id: endId,
    eos_token_id: endId,
    torch_dtype: torchTypes[dtype],
  });
}

/** Writes a generation_config.json. */
export function writeGenerationConfig(endId: number | null): string {
  return written({ bos_token_id: endId, eos_token_id: endId, pad_token_id: endId });
}

function written(value: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
