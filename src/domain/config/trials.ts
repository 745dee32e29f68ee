// Trials: runs that differ from the settings at hand in one or two of them, each by a list of values.

import { type ConfigPath, getByPath, setByPath, withImpliedLength } from "./config-path";
import { isAboutWeights, isOfTheModel } from "./fit-config";
import { configPaths, parameters } from "./parameters";
import type { RunConfig } from "./run-config";
import { settleConfig } from "./settle-config";

/** Most settings that are varied at once, and most values of each. */
export const MOST_VARIED = 2;
export const MOST_VALUES = 5;

/** A setting with the values that it is to have in turn. */
export interface Varied {
  readonly path: ConfigPath;
  readonly values: readonly unknown[];
}

/** A setting with its value in one run. */
export interface ChosenValue {
  readonly path: ConfigPath;
  readonly value: unknown;
}

/** One run to come. */
export interface Trial {
  readonly chosen: readonly ChosenValue[];
  readonly config: RunConfig;
}

/** What keeps trials from being what was asked for. */
export type TrialProblem =
  /** Beside the other settings this value would be changed to another. */
  | { readonly code: "doesNotFit"; readonly at: ChosenValue }
  /** In every trial the setting has no effect. */
  | { readonly code: "rests"; readonly path: ConfigPath };

/**
 * Lists the settings that trials may vary: all of one value that say neither how the file is read nor whose weights are
 * taken; for a run that begins with given weights, those that weights do not decide; for one from fresh weights, those that
 * are not about given ones.
 */
export function triablePaths(fromWeights: boolean): readonly ConfigPath[] {
  return configPaths.filter((path) => {
    const { reading, kind } = parameters[path];
    return !reading && path !== "base" && kind !== "list" && !(fromWeights ? isOfTheModel(path) : isAboutWeights(path));
  });
}

/** Gives a trial for each combination of values, the first setting slowest; with none varied the settings as they are. */
export function trialsOf(base: RunConfig, varied: readonly Varied[]): readonly Trial[] {
  const named = withImpliedLength(
    base,
    varied.map(({ path }) => path),
  );
  let trials: readonly Trial[] = [{ chosen: [], config: named }];
  for (const { path, values } of varied) {
    trials = trials.flatMap(({ chosen, config }) =>
      values.map((value) => ({
        chosen: [...chosen, { path, value }],
        config: setByPath(config, path, value as never),
      })),
    );
  }
  return trials.map(({ chosen, config }) => ({ chosen, config: settleConfig(config, base).config }));
}

/** Finds the first reason for which the trials are not what was asked for; null where there is none. */
export function trialProblem(trials: readonly Trial[]): TrialProblem | null {
  for (const { chosen, config } of trials) {
    const changed = chosen.find(({ path, value }) => getByPath(config, path) !== value);
    if (changed !== undefined) return { code: "doesNotFit", at: changed };
  }
  const paths = trials[0]?.chosen.map(({ path }) => path) ?? [];
  const idle = paths.find((path) => trials.every(({ config }) => parameters[path].restsBecause(config) !== null));
  return idle === undefined ? null : { code: "rests", path: idle };
}
