// The model as data: a typed list of operations over named parameters. Knows no engine.
// Letters: B batch, T context length, C channels, V vocabulary, H heads (ARCHITECTURE.md).

/** How a parameter starts. Fans are given by the builder, since a shape alone does not tell them. */
export type Initializer =
  | { readonly kind: "zeros" }
  | { readonly kind: "ones" }
  | { readonly kind: "normal"; readonly deviation: number }
  | { readonly kind: "uniform"; readonly limit: number }
  /** Orthogonal rows or columns, as Keras' recurrent kernels. */
  | { readonly kind: "orthogonal" };

/** How the numbers of a parameter lie in a device's memory: as halves (IEEE 754, binary16), they take half of it. */
export type ParamStorage = "float32" | "float16";

/** A tensor that operations read, row-major. Two operations that read one by the same name share it. */
export interface Param {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initializer: Initializer;
  /** Training leaves what is frozen as it is: without gradient and without optimizer slots. */
  readonly role: "trained" | "frozen";
  /**
   * Halves only where an embedding or a linear reads a frozen matrix. Its numbers then are halves for everybody, also where
   * a device holds them as float32.
   */
  readonly storage: ParamStorage;
}

/** Index of a node in `ModelGraph.nodes`. */
export type NodeId = number;

/** The id of the model's input. */
export const TOKENS: NodeId = -1;

/** One operation with its parameters, in shapes of input -> output. */
export type Op =
  /** tokens (B,T) -> (B,T,C); table (V,C) */
  | { readonly kind: "embedding"; readonly table: Param }
  /** (B,T,C) -> (B,T,C); table (P,C) with P >= T, of which the first T rows are added */
  | { readonly kind: "addPositions"; readonly table: Param }
  /** (…,I) -> (…,O); weight (I,O), or (O,I) where it is transposed, as a table of embeddings is; bias (O) */
  | { readonly kind: "linear"; readonly weight: Param; readonly bias: Param | null; readonly transposed: boolean }
  /** (…,C) -> (…,C); gain and bias (C) */
  | { readonly kind: "layerNorm"; readonly gain: Param; readonly bias: Param; readonly epsilon: number }
  | { readonly kind: "activation"; readonly fn: ActivationName }
  /** Inverted dropout: kept values are scaled by 1/(1-rate); identity outside training. */
  | { readonly kind: "dropout"; readonly rate: number }
  /** (B,T,C) -> (B,T*C) */
  | { readonly kind: "flatten" }
  /**
   * Projected inputs (B,T,3C) -> (B,T,C), Keras' reset_after cell, gate order z r h;
   * recurrent (C,3C), bias (2,3C): row 0 joins the inputs, row 1 the recurrent product.
   * https://keras.io/api/layers/recurrent_layers/gru/
   */
  | { readonly kind: "gru"; readonly recurrent: Param; readonly bias: Param }
  /** (B,T,3C), queries then keys then values -> (B,T,C); scores scaled by 1/sqrt(C/H) */
  | { readonly kind: "attention"; readonly heads: number; readonly causal: boolean }
  /** Residual: adds the output of an earlier node of the same shape. */
  | { readonly kind: "add"; readonly with: NodeId }
  /** Each number times the factor. */
  | { readonly kind: "scale"; readonly factor: number }
  /** (B,T,C) -> (B,C) */
  | { readonly kind: "lastPosition" }
  /** Leaves rows out whose target does not count; whoever does not know which those are computes them all. */
  | { readonly kind: "countedRows" };

/** The name of an operation. */
export type OpKind = Op["kind"];

/** The operation description of one kind. */
export type OpOf<Kind extends OpKind> = Extract<Op, { readonly kind: Kind }>;

/** GELU is the exact form, by the error function; geluTanh GPT-2's, x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))). */
export type ActivationName = "gelu" | "geluTanh" | "relu" | "tanh";

/** The positions of a window whose prediction counts. */
export type LossPositions = "last" | "every";

/** How a diagram draws a stage of a model. */
export type StagePicture = "vectors" | "joined" | "hidden" | "memory" | "attention" | "scores";

/**
 * The stages of a model, null for those that its diagram leaves out. A stage is what the names of its parameters begin
 * with (`gru.0.recurrent`), or an operation without parameters that says something by itself.
 */
export type Stages = Readonly<Record<string, StagePicture | null>>;

/** One operation applied to one earlier output. `shape` leaves the batch out: (T,C) or (C). */
export interface GraphNode {
  readonly op: Op;
  readonly input: NodeId;
  readonly shape: readonly number[];
}

/** A whole network. Nodes stand in execution order; the last one gives logits (B,V) or (B,T,V). */
export interface ModelGraph {
  readonly stages: Stages;
  readonly contextLength: number;
  readonly vocabularySize: number;
  readonly lossPositions: LossPositions;
  readonly nodes: readonly GraphNode[];
}
