// The register of architectures, and the types that follow from it: adding one is one line here.
import type { ArchitectureOf, ModelSettings, ValuesOf } from "./architecture";
import { attention } from "./attention";
import { gpt2 } from "./gpt2";
import { gru } from "./gru";
import { mlp } from "./mlp";

/** All architectures by name, in the order in which the page offers them. */
export const architectures = { mlp, gru, attention, gpt2 } as const;

/** The name of an architecture. */
export type Architecture = keyof typeof architectures;

/** Lists the names of all architectures. */
export const architectureNames = Object.keys(architectures) as Architecture[];

/** Most tokens of a context that some architecture takes. */
export const longestContextOfAny = Math.max(
  ...Object.values(architectures).map(({ longestContext }) => longestContext),
);

type Own<A extends Architecture> = ValuesOf<(typeof architectures)[A]["settings"]>;

/** The name of a setting that some architecture has. */
export type ModelSettingName = { [A in Architecture]: keyof Own<A> }[Architecture];

/** A value for each setting of all architectures. */
export type ModelValues = {
  readonly [Name in ModelSettingName]: {
    [A in Architecture]: Own<A> extends Readonly<Record<Name, infer Value>> ? Value : never;
  }[Architecture];
};

/**
 * What the network looks like: an architecture with its own settings. `aside` keeps what was chosen for settings that it
 * does not have, until an architecture is chosen that does; nothing that builds or trains reads it.
 */
export type ModelConfig = {
  [A in Architecture]: Own<A> & {
    readonly architecture: A;
    readonly aside: Omit<ModelValues, keyof Own<A>>;
  };
}[Architecture];

/** Why a setting of models may rest. */
export type ModelRestReason =
  | { [A in Architecture]: ReasonOf<(typeof architectures)[A]> }[Architecture]
  | "otherArchitecture";

type ReasonOf<Spec> = Spec extends ArchitectureOf<infer _, infer Reason> ? Reason : never;

/** An architecture of which no more is known than that a configuration names it. */
export type AnyArchitecture = ArchitectureOf<ModelSettings, ModelRestReason, ModelConfig>;

/** Gives the architecture of a model, whose functions take that model. */
export function specOf(model: { readonly architecture: Architecture }): AnyArchitecture {
  return architectures[model.architecture] as unknown as AnyArchitecture;
}
