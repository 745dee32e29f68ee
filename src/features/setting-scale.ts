// The scale of a number setting as a slider takes it.
import type { ConfigPath } from "@/domain/config/config-path";
import { parameters } from "@/domain/config/parameters";
import type { NumberSetting } from "@/domain/config/setting";
import type { SliderScale } from "@/ui/slider-scale";

/** Paths of the settings that are numbers. */
export type NumberPath = {
  [Path in ConfigPath]: (typeof parameters)[Path]["kind"] extends "number" ? Path : never;
}[ConfigPath];

/** Gives the slider scale of a number setting. */
export function settingScale(path: NumberPath): SliderScale {
  return scaleOf(parameters[path]);
}

/** Gives the slider scale of a range. */
export function scaleOf({ scale, min, max, step }: NumberSetting): SliderScale {
  return { kind: scale, min, max, step };
}
