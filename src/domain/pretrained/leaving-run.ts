// What of a run other programs can open: a model of the GPT-2 family, and its adapter where it has one.
import type { ModelConfig } from "../architectures/registry";
import { buildRunGraph } from "../architectures/run-graph";
import type { CheckpointDetails } from "../checkpoint/checkpoint";
import { isAdapter, mergeAdapters } from "../graph/adapters";
import { float32Bytes, graphParameters } from "../graph/parameters";
import type { StateTensors } from "../stored-tensor";
import type { TokenizerState } from "../tokenizer/tokenizer";
import type { Gpt2Shape } from "./gpt2-config";

/** What decides whether a model leaves. */
interface LeavingDetails extends Pick<CheckpointDetails, "config"> {
  readonly tokenizer: TokenizerState;
}

/** Why a model cannot leave in Hugging Face's layout: it is of another architecture, or its tokens are characters. */
export type LeavingRefusal = "architecture" | "tokens";

/** Gives the reason why a model cannot leave so, null where it can. */
export function leavingRefusal({ config, tokenizer }: LeavingDetails): LeavingRefusal | null {
  if (config.model.architecture !== "gpt2") return "architecture";
  return tokenizer.kind === "byteBpe" ? null : "tokens";
}

/** Gives the sizes of a model of the GPT-2 family; null for another. */
export function gpt2ShapeOf(model: ModelConfig, vocabularySize: number): Gpt2Shape | null {
  if (model.architecture !== "gpt2") return null;
  const { layers, heads, embeddingSize, positions } = model;
  return { layers, heads, embeddingSize, positions, vocabularySize };
}

/** Gives the weights of a run as one model: adapters are part of them, slots are not. */
export function wholeWeights(tensors: StateTensors, { config }: Pick<CheckpointDetails, "config">): StateTensors {
  return mergeAdapters(tensors, config.tuning.loraAlpha);
}

/** Counts the bytes of a run's adapter without the header of its file; null where it trains none. */
export function adapterBytes({ config, tokenizer }: LeavingDetails): number | null {
  if (config.tuning.trains !== "lora") return null;
  const parameters = graphParameters(buildRunGraph(config, tokenizer.vocabulary.length));
  return float32Bytes(parameters.filter(({ name }) => isAdapter(name)));
}
