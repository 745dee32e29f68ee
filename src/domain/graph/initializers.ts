// How parameters start under each named scheme. Only rules: numbers are drawn in initialize.ts.
import type { Initializer } from "./model-graph";

/** Initial distributions by the role of a parameter; fans are input and output widths. */
export interface InitializerScheme {
  readonly embedding: Initializer;
  kernel(fanIn: number, fanOut: number): Initializer;
  bias(fanIn: number): Initializer;
  /** Input product of a GRU with `state` channels. */
  gruKernel(inputs: number, state: number): Initializer;
  gruRecurrent(state: number): Initializer;
  gruBias(state: number): Initializer;
}

const rootOfFanIn = (fanIn: number): Initializer => ({ kind: "uniform", limit: 1 / Math.sqrt(fanIn) });

/** Glorot and Bengio, 2010: uniform with limit sqrt(6 / (fanIn + fanOut)). */
const glorot = (fanIn: number, fanOut: number): Initializer => ({
  kind: "uniform",
  limit: Math.sqrt(6 / (fanIn + fanOut)),
});

/** https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html, Embedding.html and GRU.html */
const pytorch: InitializerScheme = {
  embedding: { kind: "normal", deviation: 1 },
  kernel: rootOfFanIn,
  bias: rootOfFanIn,
  gruKernel: (_inputs, state) => rootOfFanIn(state),
  gruRecurrent: rootOfFanIn,
  gruBias: rootOfFanIn,
};

/** https://keras.io/api/layers/recurrent_layers/gru/ and core_layers/dense/ and embedding/ */
const keras: InitializerScheme = {
  embedding: { kind: "uniform", limit: 0.05 },
  kernel: glorot,
  bias: () => ({ kind: "zeros" }),
  gruKernel: (inputs, state) => glorot(inputs, 3 * state),
  gruRecurrent: () => ({ kind: "orthogonal" }),
  gruBias: () => ({ kind: "zeros" }),
};

/** Gives the scheme that a configuration names. */
export const initializerSchemes = { pytorch, keras } satisfies Record<string, InitializerScheme>;

/** The name of a scheme. */
export type SchemeName = keyof typeof initializerSchemes;
