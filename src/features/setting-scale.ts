// Chooses the scale of a setting's slider from the setting's own range.
import type { ConfigPath } from "@/domain/config/config-path";
import { parameters } from "@/domain/config/parameters";
import type { SliderScale } from "@/ui/slider-scale";

/** Paths of the settings that are numbers. */
export type NumberPath = {
  [Path in ConfigPath]: (typeof parameters)[Path]["kind"] extends "number" ? Path : never;
}[ConfigPath];

/** Sizes are thought of in doublings, whatever their range is called. */
const DOUBLING: readonly NumberPath[] = [
  "tokens.contextLength",
  "model.embeddingSize",
  "model.hiddenSize",
  "training.batchSize",
];

/** Gives the slider scale of a number setting. */
export function settingScale(path: NumberPath): SliderScale {
  const { min, max, step, scale, integer } = parameters[path];
  if (DOUBLING.includes(path)) return { kind: "log2", min, max, step: 1 };
  if (scale === "log") return { kind: "log", min, max, step: integer ? 1 : min };
  // A long range of whole numbers would leave the small ones less than a pixel each.
  if (integer && max - min > 300) return { kind: "log", min, max, step: 1 };
  return { kind: "linear", min, max, step: step ?? (max - min) / 100 };
}
