// The page's address to wishes: preset, dataset, look, device and single settings. What cannot be used
// is passed over and noted; nothing here fails.
import type { Language } from "../language";
import type { BackendChoice, TfjsBackend } from "../training/device-report";
import { type ConfigPath, type ConfigValue, setByPath, withImpliedLength, withImpliedRowSeed } from "./config-path";
import { type ConfigNotice, excerpt } from "./config-problem";
import type { Parameter } from "./parameter";
import { isConfigPath, parameters } from "./parameters";
import { defaultPresetId, firstPresetIds, isPresetId, type PresetId } from "./presets";
import type { RunConfig } from "./run-config";
import { checkSettingText } from "./setting-value";
import { type SettledConfig, settleConfig } from "./settle-config";

/** What an address asks for; null for what it leaves open. */
export interface AddressWishes {
  readonly preset: PresetId | null;
  /** Id of a bundled dataset, not yet checked against the list, or OWN_DATA. */
  readonly dataset: string | null;
  readonly language: Language | null;
  readonly theme: "light" | "dark" | null;
  readonly backend: BackendChoice | null;
  readonly tfjs: TfjsBackend | null;
  /** Settings by path, each checked against its own description. */
  readonly changes: ReadonlyMap<ConfigPath, ConfigValue<ConfigPath>>;
  readonly notices: readonly ConfigNotice[];
}

const names = {
  lang: ["en", "pt-BR"],
  theme: ["light", "dark"],
  backend: ["auto", "webgpu", "plan-webgpu", "wasm", "reference"],
  tfjs: ["webgpu", "webgl", "wasm", "cpu"],
} as const satisfies {
  readonly lang: readonly Language[];
  readonly theme: readonly string[];
  readonly backend: readonly BackendChoice[];
  readonly tfjs: readonly TfjsBackend[];
};

/** An address can hold any number of mistakes; this many of them are told. */
const MOST_NOTICES = 10;
/** Stands in a link for data of the sender's own, which no link carries. */
export const OWN_DATA = "own";
const DATASET_ID = /^[\w.-]{1,80}$/;

/** Reads the entries of an address query; of repeated names the last counts. */
export function parseAddress(entries: Iterable<readonly [string, string]>): AddressWishes {
  const notices: ConfigNotice[] = [];
  const changes = new Map<ConfigPath, ConfigValue<ConfigPath>>();
  const wishes = new Map(entries);
  const refuse = (path: string, given: string): null => {
    notices.push({ kind: "badValue", path, given: excerpt(given) });
    return null;
  };
  const take = <T extends string>(name: string, isKnown: (value: string) => value is T): T | null => {
    const value = wishes.get(name);
    wishes.delete(name);
    if (value === undefined) return null;
    return isKnown(value) ? value : refuse(name, value);
  };
  const oneOf = <T extends string>(name: string, values: readonly T[]) =>
    take(name, (value): value is T => (values as readonly string[]).includes(value));

  const page = {
    preset: take("preset", isPresetId),
    dataset: take("dataset", (value): value is string => DATASET_ID.test(value)),
    language: oneOf("lang", names.lang),
    theme: oneOf("theme", names.theme),
    backend: oneOf("backend", names.backend),
    tfjs: oneOf("tfjs", names.tfjs),
  };
  for (const [path, text] of wishes) {
    if (!isConfigPath(path)) {
      notices.push({ kind: "unknownSetting", path: excerpt(path) });
      continue;
    }
    const parameter: Parameter = parameters[path];
    const checked = checkSettingText(parameter, text);
    if (!checked.ok) {
      const remedy = withPoint(parameter, text);
      if (remedy === null) refuse(path, text);
      else notices.push({ kind: "decimalComma", path, given: excerpt(text), remedy: excerpt(remedy) });
      continue;
    }
    if (checked.adjusted) notices.push({ kind: "adjusted", path, given: excerpt(text), used: excerpt(checked.value) });
    changes.set(path, checked.value as ConfigValue<ConfigPath>);
  }
  return { ...page, changes, notices: notices.slice(0, MOST_NOTICES) };
}

/** Writes a decimal comma as a point; null where that makes no number. A whole number's comma may part its thousands. */
function withPoint(parameter: Parameter, text: string): string | null {
  if (parameter.kind !== "number" || parameter.integer || !text.includes(",")) return null;
  const pointed = text.replace(",", ".");
  return checkSettingText(parameter, pointed).ok ? pointed : null;
}

/**
 * Gives the preset to open with: the one asked for, or one in the page's language. An address that names data or
 * settings means the same in every language.
 */
export function openingPreset({ preset, dataset, changes }: AddressWishes, language: Language): PresetId {
  if (preset !== null) return preset;
  return dataset === null && changes.size === 0 ? firstPresetIds[language] : defaultPresetId;
}

/** Applies an address' settings to a configuration, with those that they imply. */
export function applyChanges(config: RunConfig, changes: AddressWishes["changes"]): SettledConfig {
  let changed = withImpliedLength(config, changes.keys());
  for (const [path, value] of changes) changed = setByPath(changed, path, value);
  return settleConfig(withImpliedRowSeed(changed, changes.keys()));
}
