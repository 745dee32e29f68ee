// Our own form of weights in 8 bits (docs/file-format.md): each matrix as whole steps, and a step's size for each row.

/** What stands behind the name of a matrix in the name of its rows' scales. */
export const SCALE_SUFFIX = ".scale";
/** The file's name in a folder of a model: no other program takes it for weights that it can read. */
export const SCALED_FILE = "model.int8.safetensors";
/** What the metadata of such a file says under `format`. */
export const SCALED_FORMAT = "curio-int8";
