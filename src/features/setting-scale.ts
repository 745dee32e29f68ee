// The scale of a number setting as a slider takes it.
import type { ConfigPath } from "@/domain/config/config-path";
import { parameters } from "@/domain/config/parameters";
import type { SliderScale } from "@/ui/slider-scale";

/** Paths of the settings that are numbers. */
export type NumberPath = {
  [Path in ConfigPath]: (typeof parameters)[Path]["kind"] extends "number" ? Path : never;
}[ConfigPath];

/** Gives the slider scale of a number setting. */
export function settingScale(path: NumberPath): SliderScale {
  const { scale, min, max, step } = parameters[path];
  return { kind: scale, min, max, step };
}
