// Whether losses and accuracies count padding among their targets, and how much.
import { getByPath } from "@/domain/config/config-path";
import { parameters } from "@/domain/config/parameters";
import type { RunConfig } from "@/domain/config/run-config";
import type { DataFigures } from "@/domain/run/run";

/** Shares of the targets that are padding, 0 to 1; null where there is no such part or a file does not say. */
export interface CountedPadding {
  readonly train: number | null;
  readonly validation: number | null;
}

/** Gives what figures by these settings on this data count of padding; null where they count none. */
export function countedPadding(
  config: RunConfig,
  { padding, tokenizer }: Pick<DataFigures, "padding" | "tokenizer">,
): CountedPadding | null {
  if (!config.tokens.countPadding) return null;
  if (padding === null) {
    const isPadded = config.tokens.padRecords && tokenizer.padId !== null;
    return isPadded ? { train: null, validation: null } : null;
  }
  const places =
    parameters["model.lossPositions"].restsBecause(config) === null ? getByPath(config, "model.lossPositions") : "last";
  const train = padding.train[places];
  const validation = padding.validation?.[places] ?? null;
  return train === 0 && (validation ?? 0) === 0 ? null : { train, validation };
}
