// Weights and optimizer slots on their way between engines, files and the generator.

/** A float32 tensor outside any engine, row-major. */
export interface PlainTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * Tensors by name: parameters under their graph names, optimizer slots as
 * `optimizer.<slot>.<parameter>`.
 */
export type NamedTensors = ReadonlyMap<string, PlainTensor>;
