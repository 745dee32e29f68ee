// What a preset is: a whole configuration under an id, with the bundled dataset that shows it off.
import { changeModel, type ModelChanges } from "../architectures/model-config";
import { type ConfigPath, withImpliedLength } from "./config-path";
import { defaultConfig } from "./defaults";
import type { RunConfig } from "./run-config";

/** A starting point that a student can choose. */
export interface Preset {
  /** Id of a bundled dataset (public/datasets/index.json). */
  readonly dataset: string;
  readonly config: RunConfig;
}

/** The settings in which a preset differs from the defaults. */
export type PresetChanges = {
  readonly [Section in Exclude<keyof RunConfig, "model" | "seed" | "base">]?: Partial<RunConfig[Section]>;
} & {
  readonly model?: ModelChanges;
  /** Id of a model of the list beside the page. */
  readonly base?: string;
};

/** Makes a preset from its differences to the defaults; one that names its epochs lasts so long. */
export function preset(dataset: string, { base, corpus, tokens, model, tuning, training }: PresetChanges): Preset {
  const named = Object.keys(training ?? {}).map((key) => `training.${key}` as ConfigPath);
  const lasting = withImpliedLength(defaultConfig, named);
  const config = {
    seed: defaultConfig.seed,
    base: base ?? "",
    corpus: { ...defaultConfig.corpus, ...corpus },
    tokens: { ...defaultConfig.tokens, ...tokens },
    model: changeModel(defaultConfig.model, model ?? {}),
    tuning: { ...defaultConfig.tuning, ...tuning },
    training: { ...lasting.training, ...training },
  };
  return { dataset, config };
}
