// The settings of a run that goes on from a model with other data.
import type { RunConfig } from "./run-config";

/** Takes model and tokens from the run that made the weights, and all that may differ from the settings wished for. */
export function branchConfig(parent: RunConfig, wished: RunConfig): RunConfig {
  const { tokenizer, order, specialTokens, padToken, contextLength } = parent.tokens;
  return {
    ...wished,
    model: parent.model,
    tokens: { ...wished.tokens, tokenizer, order, specialTokens, padToken, contextLength },
  };
}
