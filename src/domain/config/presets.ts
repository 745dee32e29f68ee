// The register of presets by id, the page's default first.
import type { Language } from "../language";
import { defaultConfig } from "./defaults";
import type { Preset } from "./preset";
import { hotwheelsMlp } from "./presets/hotwheels-mlp";
import { olaMundoAttention } from "./presets/ola-mundo-attention";
import { poemaGru } from "./presets/poema-gru";
import { primeirosVersos } from "./presets/primeiros-versos";
import { productDescriptions } from "./presets/product-descriptions";
import { qaFootball } from "./presets/qa-football";
import { tinyAttention } from "./presets/tiny-attention";

/** The name of a preset, as addresses give it. */
export type PresetId =
  | "first-song"
  | "primeiros-versos"
  | "hotwheels-mlp"
  | "poema-gru"
  | "ola-mundo-attention"
  | "tiny-attention"
  | "qa-football"
  | "product-descriptions";

/** Lists all presets; "first-song" is the defaults themselves. */
export const presets = {
  "first-song": { dataset: "diecast-cars", config: defaultConfig },
  "primeiros-versos": primeirosVersos,
  "hotwheels-mlp": hotwheelsMlp,
  "poema-gru": poemaGru,
  "ola-mundo-attention": olaMundoAttention,
  "tiny-attention": tinyAttention,
  "qa-football": qaFootball,
  "product-descriptions": productDescriptions,
} as const satisfies Record<PresetId, Preset>;

/** The preset that addresses mean which name settings or data and no preset. */
export const defaultPresetId: PresetId = "first-song";

/** The preset that the page opens with when nothing is asked for, by its language. */
export const firstPresetIds: Readonly<Record<Language, PresetId>> = {
  en: defaultPresetId,
  "pt-BR": "primeiros-versos",
};

/** Lists the ids of all presets, the default first. */
export const presetIds: readonly PresetId[] = Object.keys(presets) as PresetId[];

/** Tells whether a text is the id of a preset. */
export function isPresetId(id: string): id is PresetId {
  return Object.hasOwn(presets, id);
}
