// The vocabulary of every target: the kernels that plans are made of, each with its arguments and what it
// makes of them. Tensors are float32, row-major, but for those that a flag says to be halves: finite numbers of IEEE 754's
// binary16, two to a word, the first in its lower half. B batch, T context length, C channels, V vocabulary,
// H heads; partialChunks and productParts are of the target's tuning. The order of arguments is that of the words that
// a target reads. Long because it is one table, the contract between the compiler and every target: cut by family, one
// would look for a kernel in five places.

/**
 * What an argument is: a buffer, or null where "optional"; a field of the step's record; a count, flag or
 * number. A rate is a share in [0, 1) of values to drop, those for which `uniform` of domain/random.ts is below it.
 */
export type ArgumentKind =
  | "buffer"
  | "optional"
  | "step"
  | "optionalStep"
  | "size"
  | "flag"
  | "float"
  | "rate"
  | "activation";

/** Every kernel's arguments. */
export const kernelArguments = {
  /** target[0..count) = value */
  fill: { target: "buffer", count: "size", value: "float" },
  /**
   * Cuts `batch` windows out of the token stream: ids (B,T) int32; targets int32, (B) or, with
   * everyPosition, (B,T), -1 where the loss mask says that a token does not count as a target. starts (B)
   * uint32 in tokens, or 2^32 - 1 for a window of ids 0 without a target that counts; tokenBytes is 2 or 4. lossMask: a bit a token, as in domain/windows/token-windows.ts; null
   * where all count.
   */
  windows: {
    tokens: "buffer",
    tokenBytes: "size",
    lossMask: "optional",
    starts: "step",
    ids: "buffer",
    targets: "buffer",
    batch: "size",
    positions: "size",
    everyPosition: "flag",
  },
  /**
   * c (m,n) = op(a) (m,k) * op(b) (k,n), with `accumulate` added to what c holds. transposeA: a is
   * stored (k,m); transposeB: b is stored (n,k). Row strides and batch strides in elements. `batches`
   * products follow each other; cBatchStride 0 sums them into one c. Then, in order: + bias (n),
   * activation, with its slope stored to slopes (laid out as c), + residual (laid out as c), each unless null.
   * The last three need batches = 1 or a cBatchStride. partials, unless null, has room for
   * productParts products: the sum over k may then be cut into that many parts, which are added in order; for
   * one plain product (no accumulate, batches or epilogue) with cRowStride n. With bInHalves b consists of halves.
   */
  matmul: {
    a: "buffer",
    b: "buffer",
    bInHalves: "flag",
    c: "buffer",
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
    bias: "optional",
    activation: "activation",
    slopes: "optional",
    residual: "optional",
    partials: "optional",
  },
  /** y (columns) = sum over the rows of x (rows, columns); partials holds partialChunks * columns. */
  columnSums: { x: "buffer", y: "buffer", rows: "size", columns: "size", rowStride: "size", partials: "buffer" },
  /** y (rows,C) = table[ids[row]], + positionTable[row % positions] unless null; with tableInHalves the table is of halves */
  embedding: {
    ids: "buffer",
    table: "buffer",
    tableInHalves: "flag",
    y: "buffer",
    rows: "size",
    channels: "size",
    positionTable: "optional",
    positions: "size",
  },
  /** dTable (V,C) = sum of the rows of dY (rows,C) by id; all of it, or with `accumulate` added to what it holds. */
  embeddingBackward: {
    ids: "buffer",
    dY: "buffer",
    dTable: "buffer",
    rows: "size",
    vocabulary: "size",
    channels: "size",
    accumulate: "flag",
  },
  /**
   * The sum of embedding, flatten and linear when the batch is larger than the vocabulary:
   * y (B,columns) = bias + sum over t of products[t, ids[b,t]]; products (T,V,columns) are
   * table (V,C) * weight[t] (C,columns), one batched matmul.
   */
  gatherSum: {
    ids: "buffer",
    products: "buffer",
    bias: "optional",
    y: "buffer",
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
    ids: "buffer",
    dY: "buffer",
    sums: "buffer",
    batch: "size",
    positions: "size",
    vocabulary: "size",
    columns: "size",
  },
  /** y (B,T,C) = x + table (T,C); y may be x. */
  addPositions: { x: "buffer", table: "buffer", y: "buffer", batch: "size", positions: "size", channels: "size" },
  /** dTable (T,C) = sum of dY (B,T,C) over the batch */
  addPositionsBackward: { dY: "buffer", dTable: "buffer", batch: "size", positions: "size", channels: "size" },
  /**
   * y (rows,C) = dropout(activation(normalised * gain + bias)); statistics (rows,2): mean, 1/deviation.
   * dropoutRate 0 is none; dropoutKey holds the two words of a RandomKey, index row-major. slopes (rows,C),
   * unless null: the derivative of y by what activation and dropout were applied to.
   */
  layerNorm: {
    x: "buffer",
    gain: "buffer",
    bias: "buffer",
    y: "buffer",
    statistics: "buffer",
    slopes: "optional",
    rows: "size",
    channels: "size",
    epsilon: "float",
    activation: "activation",
    dropoutRate: "rate",
    dropoutKey: "optionalStep",
  },
  /**
   * dX (added to with `accumulate`), dGain, dBias (C), from x, statistics and slopes as layerNorm left
   * them; slopes is null without activation and dropout. partials holds partialChunks * 2 * C. dX may
   * be dY.
   */
  layerNormBackward: {
    dY: "buffer",
    slopes: "optional",
    x: "buffer",
    gain: "buffer",
    statistics: "buffer",
    dX: "buffer",
    dGain: "buffer",
    dBias: "buffer",
    rows: "size",
    channels: "size",
    accumulate: "flag",
    partials: "buffer",
  },
  /** y = dropout(activation(x)), count elements; y may be x. slopes, unless null: the derivative of y by x. */
  pointwise: {
    x: "buffer",
    y: "buffer",
    slopes: "optional",
    count: "size",
    activation: "activation",
    dropoutRate: "rate",
    dropoutKey: "optionalStep",
  },
  /** y = a * b, with `accumulate` added to what y holds, count elements; y may be a or b. */
  multiply: { a: "buffer", b: "buffer", y: "buffer", count: "size", accumulate: "flag" },
  /** y = x * factor, with `accumulate` added to what y holds; y may be x. */
  scale: { x: "buffer", y: "buffer", count: "size", factor: "float", accumulate: "flag" },
  /** y = a + b, count elements; y may be a or b. */
  add: { a: "buffer", b: "buffer", y: "buffer", count: "size" },
  /** y (B,C) = x (B,T,C) at the last position */
  lastPosition: { x: "buffer", y: "buffer", batch: "size", positions: "size", channels: "size" },
  /** dX (B,T,C) = dY (B,C) at the last position, 0 elsewhere */
  lastPositionBackward: { dY: "buffer", dX: "buffer", batch: "size", positions: "size", channels: "size" },
  /**
   * Reset-after cell over T positions: projected (B,T,3C) without bias, gates in order z r h; recurrent
   * (C,3C); bias (2,3C). y (B,T,C). Saved for the backward pass unless null: gates (B,T,4C) = z, r, h,
   * recurrent part of h; previous (B,T,C) = the state before each position. initial (B,C), null for
   * zeros; final (B,C), may be initial. y may be null when final is not.
   */
  gru: {
    projected: "buffer",
    recurrent: "buffer",
    bias: "buffer",
    y: "optional",
    gates: "optional",
    previous: "optional",
    initial: "optional",
    final: "optional",
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
    dY: "buffer",
    gates: "buffer",
    previous: "buffer",
    recurrent: "buffer",
    dProjected: "buffer",
    dRecurrent: "buffer",
    batch: "size",
    positions: "size",
    channels: "size",
    lastOnly: "flag",
  },
  /** y (B,T,C) from qkv (B,T,3C); saves logSums (B,H,T), the log of each row's softmax denominator, unless null. */
  attention: {
    qkv: "buffer",
    y: "buffer",
    logSums: "optional",
    batch: "size",
    positions: "size",
    channels: "size",
    heads: "size",
    causal: "flag",
  },
  /** dQkv (B,T,3C) */
  attentionBackward: {
    qkv: "buffer",
    y: "buffer",
    logSums: "buffer",
    dY: "buffer",
    dQkv: "buffer",
    batch: "size",
    positions: "size",
    channels: "size",
    heads: "size",
    causal: "flag",
  },
  /**
   * `rows` new positions of one sequence, the first at position[0] (uint32): the keys and values of qkv
   * (rows,3C) go into the cache (T,2C: keys, values), y (rows,C) attends to the cache up to each row.
   */
  attentionCached: {
    qkv: "buffer",
    cache: "buffer",
    y: "buffer",
    position: "step",
    channels: "size",
    heads: "size",
    rows: "size",
  },
  /**
   * Lists the rows whose target (rows) int32 is not negative, in order, `room` at most: chosen (room) int32, row 0 behind
   * the last; chosenTargets (room) int32, -1 behind the last; places (rows) int32, where each row stands in the list, -1
   * for those that do not.
   */
  selectRows: {
    targets: "buffer",
    chosen: "buffer",
    chosenTargets: "buffer",
    places: "buffer",
    rows: "size",
    room: "size",
  },
  /** dX (rows,C) = the row of dY (room,C) at the row's place, 0 where that is negative; places (rows) int32. */
  returnRows: { dY: "buffer", places: "buffer", dX: "buffer", rows: "size", channels: "size" },
  /** counted: one int32, how many of the targets (rows) int32 are not negative; with `accumulate` beside what it holds. */
  countTargets: { targets: "buffer", counted: "buffer", rows: "size", accumulate: "flag" },
  /**
   * Softmax cross-entropy of logits (rows,V) against targets (rows) int32. Rows whose target is negative do
   * not count; `counted` says how many do, as countTargets does, and is null where no target is negative.
   * dLogits (rows,V) = (softmax - one-hot) / counted, 0 in rows that do not count, unless null; may be logits.
   * metrics: three floats, mean loss in nats and the share of hits (the target has the largest logit) over the
   * rows that count, both 0 where none does, and how many count. partials holds partialChunks * 4.
   */
  crossEntropy: {
    logits: "buffer",
    targets: "buffer",
    counted: "optional",
    dLogits: "optional",
    rows: "size",
    vocabulary: "size",
    metrics: "step",
    partials: "buffer",
  },
  /**
   * norm: one float, the L2 norm of gradients (count). scale: one float, clip / max(norm, clip),
   * 1 when clip is 0 (none). partials holds partialChunks * 4.
   */
  gradientNorm: {
    gradients: "buffer",
    count: "size",
    clip: "float",
    scale: "buffer",
    norm: "step",
    partials: "buffer",
  },
  /** found: one float, how many of values (count) are NaN or infinite. partials holds partialChunks. */
  countNonFinite: { values: "buffer", count: "size", found: "step", partials: "buffer" },
  /** momentum = momentum * decay + g * scale; w -= rate * momentum. rate: one float. */
  sgd: {
    parameters: "buffer",
    gradients: "buffer",
    momenta: "buffer",
    count: "size",
    scale: "buffer",
    rate: "step",
    momentum: "float",
  },
  /** Optimizer "rmsprop" of domain/training/optimizer.ts; rate: one float; decayRest: 1 - decay, in float64. */
  rmsprop: {
    parameters: "buffer",
    gradients: "buffer",
    squares: "buffer",
    count: "size",
    scale: "buffer",
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
    parameters: "buffer",
    gradients: "buffer",
    means: "buffer",
    squares: "buffer",
    count: "size",
    scale: "buffer",
    rate: "step",
    beta1: "float",
    beta1Rest: "float",
    beta2: "float",
    beta2Rest: "float",
    epsilon: "float",
    weightDecay: "float",
  },
} as const satisfies Record<string, Readonly<Record<string, ArgumentKind>>>;
