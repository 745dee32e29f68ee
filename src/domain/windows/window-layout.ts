// Whether windows run through a text, or each record is one.
import { buildGraph } from "../architectures/model-config";
import type { RunConfig } from "../config/run-config";
import { hasPairs } from "../pairs/pair-template";
import type { WindowLayout } from "./token-windows";

/** Tells whether a model by the settings guesses at every position, so that a window may be of any length. */
export function guessesEverywhere({ model, tokens }: Pick<RunConfig, "model" | "tokens">): boolean {
  return buildGraph(model, tokens.contextLength, 1).lossPositions === "every";
}

/**
 * Gives the layout in force. Unless one was chosen, pairs are a window each, which shows each response its whole prompt;
 * records of many lengths need a loss at every position.
 */
export function layoutOf(config: Pick<RunConfig, "corpus" | "model" | "tokens">): WindowLayout {
  const { layout } = config.tokens;
  const wished = layout === "auto" && hasPairs(config.corpus) ? "records" : layout;
  return wished === "records" && guessesEverywhere(config) ? "records" : "stream";
}
