// The tensors of a GPT-2: what Hugging Face calls them, what they are called here, and their shapes, which are the same on
// both sides, since its Conv1D keeps a weight as (in, out). Whatever reads or writes such files asks here.
import type { Gpt2Shape } from "./gpt2-config";

/** One tensor by both names. */
export interface Gpt2Tensor {
  readonly ours: string;
  /** Without the prefix that files may have. */
  readonly theirs: string;
  readonly shape: readonly number[];
}

/** What stands before each name in files of the whole model with its head. */
export const GPT2_PREFIX = "transformer.";
/** The table of embeddings, which is the head too. */
export const GPT2_TABLE = "wte.weight";
/** The head where a file holds it by itself; it never has the prefix. */
export const GPT2_HEAD = "lm_head.weight";

/** Masks of attention, which older files hold beside the parameters. */
const MASK = /^h\.\d+\.attn\.(masked_)?bias$/;

/** Lists all tensors of a model, in the order of its files. */
export function gpt2Tensors({ layers, embeddingSize, positions, vocabularySize }: Gpt2Shape): readonly Gpt2Tensor[] {
  const C = embeddingSize;
  const norm = (ours: string, theirs: string) => [
    { ours: `${ours}.gain`, theirs: `${theirs}.weight`, shape: [C] },
    { ours: `${ours}.bias`, theirs: `${theirs}.bias`, shape: [C] },
  ];
  const linear = (ours: string, theirs: string, inputs: number, outputs: number) => [
    { ours: `${ours}.weight`, theirs: `${theirs}.weight`, shape: [inputs, outputs] },
    { ours: `${ours}.bias`, theirs: `${theirs}.bias`, shape: [outputs] },
  ];
  const block = (layer: number) => [
    ...norm(`attention.${layer}.norm`, `h.${layer}.ln_1`),
    ...linear(`attention.${layer}.qkv`, `h.${layer}.attn.c_attn`, C, 3 * C),
    ...linear(`attention.${layer}.projection`, `h.${layer}.attn.c_proj`, C, C),
    ...norm(`feedForward.${layer}.norm`, `h.${layer}.ln_2`),
    ...linear(`feedForward.${layer}.expand`, `h.${layer}.mlp.c_fc`, C, 4 * C),
    ...linear(`feedForward.${layer}.contract`, `h.${layer}.mlp.c_proj`, 4 * C, C),
  ];
  return [
    { ours: "embedding.weight", theirs: GPT2_TABLE, shape: [vocabularySize, C] },
    { ours: "positions.weight", theirs: "wpe.weight", shape: [positions, C] },
    ...Array.from({ length: layers }, (_, layer) => block(layer)).flat(),
    ...norm("norm", "ln_f"),
  ];
}

/** Gives a name of a file as the table has it; null for a mask, which is no parameter. */
export function gpt2NameOf(name: string): string | null {
  const bare = name.startsWith(GPT2_PREFIX) ? name.slice(GPT2_PREFIX.length) : name;
  return MASK.test(bare) ? null : bare;
}
