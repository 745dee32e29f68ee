// The adapter of a run as PEFT opens it beside the model that the run began with.
import { writeSafetensors } from "../checkpoint/safetensors-write";
import type { TuningConfig } from "../config/run-config";
import type { PlainTensor } from "../named-tensors";
import type { StateTensors } from "../stored-tensor";
import { type AdaptedProduct, adaptedProducts, factorName, turned } from "./adapter-names";
import type { Gpt2Shape } from "./gpt2-config";
import { adapterFileNames, modelFileNames } from "./model-files";

/** An adapter that leaves. Its factors are in memory, by our names. */
export interface LeavingAdapter {
  readonly shape: Gpt2Shape;
  readonly tensors: StateTensors;
  readonly tuning: Pick<TuningConfig, "loraRank" | "loraAlpha">;
  /** Names the model that it stands beside. */
  readonly base: string;
  /** The text of its card. */
  readonly card: string;
}

/** Gives the files of an adapter by their names. */
export function adapterFiles(adapter: LeavingAdapter): ReadonlyMap<string, string | Uint8Array<ArrayBuffer>> {
  const products = adaptedProducts(adapter.shape).filter(({ ours }) => adapter.tensors.has(ours.down));
  const tensors = products.flatMap((product) => [
    [factorName(product, "A"), turned(adapter.tensors.get(product.ours.down) as PlainTensor)] as const,
    [factorName(product, "B"), turned(adapter.tensors.get(product.ours.up) as PlainTensor)] as const,
  ]);
  return new Map<string, string | Uint8Array<ArrayBuffer>>([
    [adapterFileNames.config, adapterConfig(adapter, products)],
    [adapterFileNames.weights, writeSafetensors(new Map(tensors), { format: "pt" })],
    [modelFileNames.card, adapter.card],
  ]);
}

/** https://github.com/huggingface/peft/blob/main/src/peft/tuners/lora/config.py */
function adapterConfig(
  { base, tuning: { loraRank, loraAlpha } }: LeavingAdapter,
  products: readonly AdaptedProduct[],
): string {
  const config = {
    peft_type: "LORA",
    task_type: "CAUSAL_LM",
    base_model_name_or_path: base,
    r: loraRank,
    lora_alpha: loraAlpha,
    lora_dropout: 0,
    // A name stands for all products that end with it, and `c_proj` alone would be two of a block.
    target_modules: [...new Set(products.map(({ module }) => module))],
    // GPT-2's Conv1D keeps a weight as (in, out).
    fan_in_fan_out: true,
    bias: "none",
    modules_to_save: null,
    rank_pattern: {},
    alpha_pattern: {},
    use_rslora: false,
    use_dora: false,
    init_lora_weights: true,
    inference_mode: true,
    revision: null,
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
