// The settings of all architectures together, in one order and in their widest ranges: what forms, addresses and files know.
import type { SettingFor } from "../config/setting";
import type { ModelSetting, ModelSettings } from "./architecture";
import { architectures, type ModelSettingName, type ModelValues } from "./registry";

type Widest = { readonly [Name in ModelSettingName]: SettingFor<ModelValues[Name]> & Pick<ModelSetting, "initial"> };

/** Describes every setting that some architecture has. */
export const modelSettings = merged(Object.values(architectures).map(({ settings }) => settings)) as unknown as Widest;

/** Lists the names of all settings, in the order of forms and tables. */
export const modelSettingNames = Object.keys(modelSettings) as ModelSettingName[];

/** Merges lists of settings: each new one stands before the first known one that follows it in its own list. */
function merged(lists: readonly ModelSettings[]): ModelSettings {
  let all: readonly (readonly [string, ModelSetting])[] = [];
  for (const settings of lists) {
    let end = all.length;
    for (const [name, setting] of Object.entries(settings).reverse()) {
      const known = all.findIndex(([other]) => other === name);
      if (known === -1) all = all.toSpliced(end, 0, [name, setting]);
      else all = all.with(known, [name, widened(all[known][1], setting)]);
      end = known === -1 ? end : known;
    }
  }
  return Object.fromEntries(all);
}

function widened(one: ModelSetting, other: ModelSetting): ModelSetting {
  if (one.kind === "number" && other.kind === "number") {
    return { ...one, min: Math.min(one.min, other.min), max: Math.max(one.max, other.max) };
  }
  if (one.kind === "choice" && other.kind === "choice") {
    return { ...one, choices: [...new Set([...one.choices, ...other.choices])] };
  }
  return one;
}
