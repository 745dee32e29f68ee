// The settings of a model as a value: one architecture's own, those of the others aside, and changes from one to another.
import { checkSetting } from "../config/setting-value";
import type { ModelGraph } from "../graph/model-graph";
import { modelSettingNames, modelSettings } from "./model-settings";
import {
  type Architecture,
  architectures,
  type ModelConfig,
  type ModelRestReason,
  type ModelSettingName,
  type ModelValues,
  specOf,
} from "./registry";

/** What may be changed of a model: its architecture, and settings of any. */
export type ModelChanges = Partial<ModelValues> & { readonly architecture?: Architecture };

/** Gives a value for each setting of all architectures, as a model has it or keeps it aside. */
export function modelValues({ architecture: _, aside, ...own }: ModelConfig): ModelValues {
  return { ...aside, ...own } as ModelValues;
}

/** Gives the model of an architecture; what it does not have of the values is kept aside. */
export function modelOf(architecture: Architecture, values: ModelValues): ModelConfig {
  const { settings } = architectures[architecture];
  const part = (isOwn: boolean) =>
    Object.fromEntries(
      modelSettingNames.filter((name) => name in settings === isOwn).map((name) => [name, values[name]]),
    );
  return { architecture, ...part(true), aside: part(false) } as unknown as ModelConfig;
}

/** Gives the model of an architecture in which every setting has the value that it starts with. */
export function firstModel(architecture: Architecture): ModelConfig {
  const values = modelSettingNames.map((name) => [name, modelSettings[name].initial]);
  return modelOf(architecture, Object.fromEntries(values) as ModelValues);
}

/** Changes settings of a model. What an architecture keeps aside comes back with one that has it. */
export function changeModel(model: ModelConfig, { architecture = model.architecture, ...values }: ModelChanges) {
  return modelOf(architecture, { ...modelValues(model), ...values });
}

/** Tells whether a setting is among those of the model's architecture. */
export function hasSetting(model: ModelConfig, name: ModelSettingName): boolean {
  return name in architectures[model.architecture].settings;
}

/** Gives the reason for which a setting has no effect on a model, null where it has one. */
export function restReason(model: ModelConfig, name: ModelSettingName, contextLength: number): ModelRestReason | null {
  const { rests, lacks } = specOf(model);
  if (!hasSetting(model, name)) return lacks?.[name] ?? "otherArchitecture";
  const rest = rests.find(([rested, , holds]) => rested === name && holds(model, contextLength));
  return rest?.[1] ?? null;
}

/** Gives what must change for a model to lie in its architecture's ranges and to have a graph over such a context. */
export function settlingChanges(model: ModelConfig, contextLength: number): Partial<ModelValues> {
  const { settings, settle } = specOf(model);
  const values = modelValues(model);
  const ranged = Object.entries(settings).map(([name, setting]) => {
    const checked = checkSetting(setting, values[name as ModelSettingName]);
    return [name, checked.ok ? checked.value : setting.initial];
  });
  const own: Partial<ModelValues> = Object.fromEntries(ranged);
  return { ...own, ...settle?.(changeModel(model, own), contextLength) };
}

/** Describes a setting as the model's architecture has it, in its widest range where that has none. */
export function settingOf<Name extends ModelSettingName>(model: ModelConfig, name: Name): (typeof modelSettings)[Name] {
  return (hasSetting(model, name) ? specOf(model).settings[name] : modelSettings[name]) as (typeof modelSettings)[Name];
}

/** Gives the value that a control of a model takes where the user asks for `wanted`. */
export function adaptedValue(model: ModelConfig, name: ModelSettingName, wanted: number): number {
  return specOf(model).adapt?.[name]?.(wanted, model) ?? wanted;
}

/**
 * Builds the graph that a configuration describes. The MLP and bare attention always take the loss on
 * the last position, whatever the configuration says: read `lossPositions` from the graph.
 */
export function buildGraph(config: ModelConfig, contextLength: number, vocabularySize: number): ModelGraph {
  return specOf(config).build(config, contextLength, vocabularySize);
}
