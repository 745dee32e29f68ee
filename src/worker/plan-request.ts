// From settings and data to what an engine is asked for.

import { buildRunGraph } from "@/domain/architectures/run-graph";
import type { DatasetReference } from "@/domain/checkpoint/checkpoint";
import type { RunConfig } from "@/domain/config/run-config";
import type { PreparedPairs } from "@/domain/pairs/held-out-pairs";
import { hashText } from "@/domain/random";
import type { Tokenizer } from "@/domain/tokenizer/tokenizer";
import { stepSizeFor } from "@/domain/windows/batch-order";
import type { TokenWindows } from "@/domain/windows/token-windows";
import type { PlanRequest } from "@/engine/engine";

/** The data that a run trains on, with what its files must remember of it. */
export interface RunData {
  readonly windows: TokenWindows;
  readonly tokenizer: Tokenizer;
  /** The prompts and responses that the records are, null where they are none (pairs/held-out-pairs.ts). */
  readonly pairs: PreparedPairs | null;
  readonly template: string;
  readonly dataset: DatasetReference;
  /** Characters that the vocabulary lacks; only a vocabulary out of a file can lack any. */
  readonly unknownCharacters: number;
}

/** Describes the session that trains by the settings on the data. */
export function planRequest(config: RunConfig, data: RunData): PlanRequest {
  const { training, seed } = config;
  const { shuffle, optimizer } = training;
  const stepSize = stepSizeFor(data.windows.train, training);
  return {
    graph: buildRunGraph(config, data.tokenizer.size),
    windows: data.windows,
    order: { seed: hashText(seed), ...stepSize, shuffle },
    optimizer,
  };
}
