// The contract between the plan compiler and the WASM kernels: every command, its arguments in word
// order, and the encoder to the flat program that the kernels read. Tensors are float32, row-major.
// B batch, T context length, C channels, V vocabulary, H heads. "offset" arguments are byte offsets
// into the arena, multiples of 16; offset 0 (the control block) stands for "none" where a line says so.
// "step" arguments lie in the step record: they are offsets of the first queued step, and step s of a
// run reads them at offset + s * stepStride.
import * as opcodes from "./opcodes";

// A "rate" is a dropout rate in [0, 1), encoded as the 24-bit threshold below which the counter
// generator's uniform drops a value, so that masks agree bit for bit with domain/random.ts.
type ArgumentKind = "offset" | "step" | "size" | "flag" | "float" | "rate";

/** Every command's arguments in word order. */
export const commandArguments = {
  /** target[0..count) = value */
  fill: { target: "offset", count: "size", value: "float" },
  /**
   * Cuts `batch` windows out of the token stream: ids (B,T) int32; targets int32, (B) or, with
   * everyPosition, (B,T). starts (B) uint32 in tokens; tokenBytes is 2 or 4.
   */
  windows: {
    tokens: "offset",
    tokenBytes: "size",
    starts: "step",
    ids: "offset",
    targets: "offset",
    batch: "size",
    positions: "size",
    everyPosition: "flag",
  },
  /**
   * c (m,n) = op(a) (m,k) * op(b) (k,n), with `accumulate` added to what c holds. transposeA: a is
   * stored (k,m); transposeB: b is stored (n,k). Row strides and batch strides in elements. `batches`
   * products follow each other; cBatchStride 0 sums them into one c. Then, in order: + bias (n) if
   * not 0, store to preActivation (laid out as c) if not 0, activation, + residual (laid out as c)
   * if not 0. The last three need batches = 1 or a cBatchStride.
   */
  matmul: {
    a: "offset",
    b: "offset",
    c: "offset",
    m: "size",
    n: "size",
    k: "size",
    aRowStride: "size",
    bRowStride: "size",
    cRowStride: "size",
    transposeA: "flag",
    transposeB: "flag",
    accumulate: "flag",
    batches: "size",
    aBatchStride: "size",
    bBatchStride: "size",
    cBatchStride: "size",
    bias: "offset",
    activation: "size",
    preActivation: "offset",
    residual: "offset",
  },
  /** y (columns) = sum over the rows of x (rows, columns); partials holds REDUCTION_CHUNKS * columns. */
  columnSums: { x: "offset", y: "offset", rows: "size", columns: "size", rowStride: "size", partials: "offset" },
  /** y (rows,C) = table[ids[row]], + positionTable[row % positions] if positionTable is not 0 */
  embedding: {
    ids: "offset",
    table: "offset",
    y: "offset",
    rows: "size",
    channels: "size",
    positionTable: "offset",
    positions: "size",
  },
  /** dTable (V,C) = sum of the rows of dY (rows,C) by id; overwrites all of dTable. */
  embeddingBackward: {
    ids: "offset",
    dY: "offset",
    dTable: "offset",
    rows: "size",
    vocabulary: "size",
    channels: "size",
  },
  /**
   * The sum of embedding, flatten and linear when the batch is larger than the vocabulary:
   * y (B,columns) = bias + sum over t of products[t, ids[b,t]]; products (T,V,columns) are
   * table (V,C) * weight[t] (C,columns), one batched matmul. bias 0 is none.
   */
  gatherSum: {
    ids: "offset",
    products: "offset",
    bias: "offset",
    y: "offset",
    batch: "size",
    positions: "size",
    vocabulary: "size",
    columns: "size",
  },
  /**
   * Backward of gatherSum: sums (T,V,columns)[t,v] = sum of dY (B,columns) over the b with ids[b,t] = v.
   * Then dWeight[t] = transpose(table) * sums[t], and dTable = sum over t of sums[t] * transpose(weight[t]).
   */
  scatterSum: {
    ids: "offset",
    dY: "offset",
    sums: "offset",
    batch: "size",
    positions: "size",
    vocabulary: "size",
    columns: "size",
  },
  /** y (B,T,C) = x + table (T,C); y may be x. */
  addPositions: { x: "offset", table: "offset", y: "offset", batch: "size", positions: "size", channels: "size" },
  /** dTable (T,C) = sum of dY (B,T,C) over the batch */
  addPositionsBackward: { dY: "offset", dTable: "offset", batch: "size", positions: "size", channels: "size" },
  /**
   * y (rows,C) = dropout(activation(normalised * gain + bias)); statistics (rows,2): mean, 1/deviation.
   * dropoutRate 0 is none; dropoutKey holds the two words of a RandomKey, index row-major.
   */
  layerNorm: {
    x: "offset",
    gain: "offset",
    bias: "offset",
    y: "offset",
    statistics: "offset",
    rows: "size",
    channels: "size",
    epsilon: "float",
    activation: "size",
    dropoutRate: "rate",
    dropoutKey: "step",
  },
  /**
   * dX (added to with `accumulate`), dGain, dBias (C), from x and statistics as layerNorm left them;
   * partials holds REDUCTION_CHUNKS * 2 * C. dX may be dY.
   */
  layerNormBackward: {
    dY: "offset",
    x: "offset",
    gain: "offset",
    bias: "offset",
    statistics: "offset",
    dX: "offset",
    dGain: "offset",
    dBias: "offset",
    rows: "size",
    channels: "size",
    activation: "size",
    dropoutRate: "rate",
    dropoutKey: "step",
    accumulate: "flag",
    partials: "offset",
  },
  /** y = dropout(activation(x)), count elements; y may be x. */
  pointwise: {
    x: "offset",
    y: "offset",
    count: "size",
    activation: "size",
    dropoutRate: "rate",
    dropoutKey: "step",
  },
  /** dX = dY * dropout'(activation'(x)), x before the activation (0 when activation is none); dX may be dY. */
  pointwiseBackward: {
    x: "offset",
    dY: "offset",
    dX: "offset",
    count: "size",
    activation: "size",
    dropoutRate: "rate",
    dropoutKey: "step",
    accumulate: "flag",
  },
  /** y = a + b, count elements; y may be a or b. */
  add: { a: "offset", b: "offset", y: "offset", count: "size" },
  /** y (B,C) = x (B,T,C) at the last position */
  lastPosition: { x: "offset", y: "offset", batch: "size", positions: "size", channels: "size" },
  /** dX (B,T,C) = dY (B,C) at the last position, 0 elsewhere */
  lastPositionBackward: { dY: "offset", dX: "offset", batch: "size", positions: "size", channels: "size" },
  /**
   * Reset-after cell over T positions: projected (B,T,3C) without bias, gates in order z r h; recurrent
   * (C,3C); bias (2,3C). y (B,T,C). Saved for the backward pass unless 0: gates (B,T,4C) = z, r, h,
   * recurrent part of h; previous (B,T,C) = the state before each position. initial (B,C), 0 for
   * zeros; final (B,C) if not 0 (may be initial). y may be 0 when final is not.
   */
  gru: {
    projected: "offset",
    recurrent: "offset",
    bias: "offset",
    y: "offset",
    gates: "offset",
    previous: "offset",
    initial: "offset",
    final: "offset",
    batch: "size",
    positions: "size",
    channels: "size",
  },
  /**
   * dProjected (B,T,3C) and dRecurrent (B,T,3C), the gradients of the two pre-activations. dY (B,T,C),
   * or (B,C) of the last position with lastOnly. Left to other commands: the gradient of `recurrent` =
   * transpose(previous) * dRecurrent (matmul), of bias = column sums of dProjected and of dRecurrent.
   */
  gruBackward: {
    dY: "offset",
    gates: "offset",
    previous: "offset",
    recurrent: "offset",
    dProjected: "offset",
    dRecurrent: "offset",
    batch: "size",
    positions: "size",
    channels: "size",
    lastOnly: "flag",
  },
  /** y (B,T,C) from qkv (B,T,3C); saves logSums (B,H,T), the log of each row's softmax denominator, unless 0. */
  attention: {
    qkv: "offset",
    y: "offset",
    logSums: "offset",
    batch: "size",
    positions: "size",
    channels: "size",
    heads: "size",
    causal: "flag",
  },
  /** dQkv (B,T,3C) */
  attentionBackward: {
    qkv: "offset",
    y: "offset",
    logSums: "offset",
    dY: "offset",
    dQkv: "offset",
    batch: "size",
    positions: "size",
    channels: "size",
    heads: "size",
    causal: "flag",
  },
  /**
   * One new position of one sequence: qkv (3C) at position[0] (uint32) goes into the cache
   * (T,2C: keys, values), y (C) attends to the cache up to it.
   */
  attentionCached: {
    qkv: "offset",
    cache: "offset",
    y: "offset",
    position: "step",
    channels: "size",
    heads: "size",
  },
  /**
   * Softmax cross-entropy of logits (rows,V) against targets (rows) int32. dLogits (rows,V) =
   * (softmax - one-hot) / rows, 0 for none, may be logits. metrics: two floats, mean loss in nats and
   * the share of rows whose target has the largest logit. partials holds REDUCTION_CHUNKS * 4.
   */
  crossEntropy: {
    logits: "offset",
    targets: "offset",
    dLogits: "offset",
    rows: "size",
    vocabulary: "size",
    metrics: "step",
    partials: "offset",
  },
  /**
   * norm: one float, the L2 norm of gradients (count). scale: one float, clip / max(norm, clip),
   * 1 when clip is 0 (none). partials holds REDUCTION_CHUNKS * 4.
   */
  gradientNorm: {
    gradients: "offset",
    count: "size",
    clip: "float",
    scale: "offset",
    norm: "step",
    partials: "offset",
  },
  /** momentum = momentum * decay + g * scale; w -= rate * momentum. rate: one float. */
  sgd: {
    parameters: "offset",
    gradients: "offset",
    momenta: "offset",
    count: "size",
    scale: "offset",
    rate: "step",
    momentum: "float",
  },
  /** Optimizer "rmsprop" of domain/training/optimizer.ts; rate: one float; decayRest: 1 - decay, in float64. */
  rmsprop: {
    parameters: "offset",
    gradients: "offset",
    squares: "offset",
    count: "size",
    scale: "offset",
    rate: "step",
    decay: "float",
    decayRest: "float",
    epsilon: "float",
    epsilonInsideRoot: "flag",
  },
  /**
   * Adam, or AdamW when weightDecay is not 0. rate: three floats, learning rate, 1/(1 - beta1^t) and
   * 1/(1 - beta2^t) for step number t counted from 1. Rests: 1 - beta, subtracted in float64.
   */
  adam: {
    parameters: "offset",
    gradients: "offset",
    means: "offset",
    squares: "offset",
    count: "size",
    scale: "offset",
    rate: "step",
    beta1: "float",
    beta1Rest: "float",
    beta2: "float",
    beta2Rest: "float",
    epsilon: "float",
    weightDecay: "float",
  },
} as const satisfies Record<string, Record<string, ArgumentKind>>;

export type CommandKind = keyof typeof commandArguments;

/** One kernel call; every argument is a number, see `commandArguments`. */
export type Command = {
  [K in CommandKind]: { readonly kind: K } & { readonly [A in keyof (typeof commandArguments)[K]]: number };
}[CommandKind];

const commandOpcodes = {
  fill: opcodes.FILL,
  windows: opcodes.WINDOWS,
  matmul: opcodes.MATMUL,
  columnSums: opcodes.COLUMN_SUMS,
  embedding: opcodes.EMBEDDING,
  embeddingBackward: opcodes.EMBEDDING_BACKWARD,
  gatherSum: opcodes.GATHER_SUM,
  scatterSum: opcodes.SCATTER_SUM,
  addPositions: opcodes.ADD_POSITIONS,
  addPositionsBackward: opcodes.ADD_POSITIONS_BACKWARD,
  layerNorm: opcodes.LAYER_NORM,
  layerNormBackward: opcodes.LAYER_NORM_BACKWARD,
  pointwise: opcodes.POINTWISE,
  pointwiseBackward: opcodes.POINTWISE_BACKWARD,
  add: opcodes.ADD,
  lastPosition: opcodes.LAST_POSITION,
  lastPositionBackward: opcodes.LAST_POSITION_BACKWARD,
  gru: opcodes.GRU,
  gruBackward: opcodes.GRU_BACKWARD,
  attention: opcodes.ATTENTION,
  attentionBackward: opcodes.ATTENTION_BACKWARD,
  attentionCached: opcodes.ATTENTION_CACHED,
  crossEntropy: opcodes.CROSS_ENTROPY,
  gradientNorm: opcodes.GRADIENT_NORM,
  sgd: opcodes.SGD,
  rmsprop: opcodes.RMSPROP,
  adam: opcodes.ADAM,
} as const satisfies Record<CommandKind, number>;

/** Encodes commands to the words that the kernels read: opcode, argument count, arguments. */
export function encodeCommands(commands: readonly Command[]): Int32Array<ArrayBuffer> {
  const words: number[] = [];
  const bits = new DataView(new ArrayBuffer(4));
  for (const command of commands) {
    const kinds = Object.entries(commandArguments[command.kind]);
    words.push(commandOpcodes[command.kind], kinds.length);
    for (const [name, kind] of kinds) {
      const value = command[name as keyof Command] as unknown as number;
      if (kind === "float") {
        bits.setFloat32(0, value);
        words.push(bits.getInt32(0));
      } else if (kind === "rate") {
        words.push(Math.ceil(value * 2 ** 24));
      } else {
        if (!Number.isInteger(value) || value < 0) {
          throw new Error(`encodeCommands: expected ${command.kind}.${name} to be a whole number, got ${value}`);
        }
        words.push(value | 0);
      }
    }
  }
  return Int32Array.from(words);
}
