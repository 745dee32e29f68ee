// What an architecture is: its settings, how they stand to each other, its graph and the stages of its diagram. Whatever
// asks for one of these reads it from here by the registry.
import type { ChoiceSetting, NumberSetting, ValueOf } from "../config/setting";
import type { ModelGraph } from "../graph/model-graph";

/** A setting of models with the value that it starts with. */
export type ModelSetting<S extends NumberSetting | ChoiceSetting = NumberSetting | ChoiceSetting> = S & {
  readonly initial: ValueOf<S>;
};

/** Settings by name, which is their path without `model.`; their order is that of forms and tables. */
export type ModelSettings = Readonly<Record<string, ModelSetting>>;

/** The values of settings, by name. */
export type ValuesOf<S extends ModelSettings> = { readonly [Name in keyof S]: ValueOf<S[Name]> };

/** A setting, why it has no effect (words in i18n), and when that holds. */
type RestOf<Name, Reason, Model> = readonly [Name, Reason, (model: Model, contextLength: number) => boolean];

/** All that is particular to an architecture with the settings `S`; a `Model` has at least their values. */
export interface ArchitectureOf<S extends ModelSettings, Reason extends string, Model = ValuesOf<S>> {
  /** Ranges are its own; where another architecture knows the name too, the value stays when the user changes over. */
  readonly settings: S;
  /** When settings have no effect beside the others; the first that holds gives the reason. */
  readonly rests: readonly RestOf<keyof S, Reason, Model>[];
  /** Why settings of others are not among its own, where more can be said than that they are not. */
  readonly lacks?: Readonly<Record<string, Reason>>;
  /** Most tokens of a context. */
  readonly longestContext: number;
  /** The longest context that given weights serve; left out where they are those of one context. */
  readonly longestFor?: (model: Model) => number;
  /** Gives what must change for a graph to exist, all values being in their own ranges. */
  readonly settle?: (model: Model, contextLength: number) => Partial<ValuesOf<S>>;
  /** Gives the value that a control takes where the user asks for `wanted` and not every value goes with the others. */
  readonly adapt?: { readonly [Name in keyof S]?: (wanted: number, model: Model) => number };
  /** Builds tokens (B,T) -> logits (B,V), or (B,T,V) with the loss on every position. */
  readonly build: (model: Model, contextLength: number, vocabularySize: number) => ModelGraph;
}

/** Describes an architecture. */
export function architecture<const S extends ModelSettings, Reason extends string = never>(
  description: ArchitectureOf<S, Reason>,
): ArchitectureOf<S, Reason> {
  return description;
}

/** Gives a setting the value that it starts with. */
export function initially<S extends NumberSetting | ChoiceSetting>(setting: S, initial: ValueOf<S>): ModelSetting<S> {
  return { ...setting, initial };
}
