// The number of each kernel command and of what its arguments choose from. Compiled twice: as TypeScript for
// the encoder (commands.ts) and as AssemblyScript for the interpreter (assembly/index.ts), so that both always agree.

/** Numbers that stand before the arguments of a command: opcode and count of argument words. */
export const COMMAND_HEADER_WORDS = 2;

export const FILL = 1;
export const WINDOWS = 2;
export const MATMUL = 3;
export const COLUMN_SUMS = 4;
export const EMBEDDING = 5;
export const EMBEDDING_BACKWARD = 6;
export const GATHER_SUM = 7;
export const SCATTER_SUM = 8;
export const ADD_POSITIONS = 9;
export const ADD_POSITIONS_BACKWARD = 10;
export const LAYER_NORM = 11;
export const LAYER_NORM_BACKWARD = 12;
export const POINTWISE = 13;
export const MULTIPLY = 14;
export const ADD = 15;
export const LAST_POSITION = 16;
export const LAST_POSITION_BACKWARD = 17;
export const GRU = 18;
export const GRU_BACKWARD = 19;
export const ATTENTION = 20;
export const ATTENTION_BACKWARD = 21;
export const ATTENTION_CACHED = 22;
export const CROSS_ENTROPY = 23;
export const GRADIENT_NORM = 24;
export const SGD = 25;
export const RMSPROP = 26;
export const ADAM = 27;

/** Activation codes of pointwise, layerNorm and matmul commands. */
export const ACTIVATION_NONE = 0;
export const ACTIVATION_GELU = 1;
export const ACTIVATION_RELU = 2;
export const ACTIVATION_TANH = 3;

/** As in kernel-call.ts, which translate.ts holds the two against: chunks of a reduction over rows. */
export const PARTIAL_CHUNKS = 16;

/** As in kernel-call.ts: parts of a product's sum over k. */
export const PRODUCT_PARTS = 8;
