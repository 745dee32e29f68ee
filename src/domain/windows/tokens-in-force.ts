// The settings of tokens as they act beside the others: what rests there is set to what then happens.
import type { RunConfig, TokenConfig } from "../config/run-config";
import { hasPairs } from "../pairs/pair-template";
import { layoutOf } from "./window-layout";

/** Gives the settings that data are prepared by. Pairs and records that are windows of their own are split by record. */
export function tokensInForce(config: Pick<RunConfig, "corpus" | "model" | "tokens">): TokenConfig {
  const { corpus, tokens } = config;
  const layout = layoutOf(config);
  const isCutByRecord = layout === "records" || hasPairs(corpus);
  return { ...tokens, layout, split: isCutByRecord ? "record" : tokens.split };
}
