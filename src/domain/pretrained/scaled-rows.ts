// Our own form of weights in 8 bits (docs/file-format.md): each matrix as whole steps, and a step's size for each row.
// Whoever reads such a matrix gets the bytes of its numbers as float32.
import type { ByteSource } from "../byte-source";
import type { FileTensor } from "../checkpoint/open-safetensors";

/** What stands behind the name of a matrix in the name of its rows' scales. */
export const SCALE_SUFFIX = ".scale";
/** What the metadata of such a file says under `format`. */
export const SCALED_FORMAT = "curio-int8";

const FLOAT_BYTES = 4;

/** Gives the tensors of a file with each matrix of steps and the scales of its rows as one tensor of float32. */
export function withScaledRows(tensors: readonly FileTensor[]): readonly FileTensor[] {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const used = new Set<FileTensor>();
  const joined = tensors.map((tensor) => {
    const scales = byName.get(`${tensor.name}${SCALE_SUFFIX}`);
    const [rows, width] = tensor.shape;
    const isMatrix = tensor.dtype === "I8" && tensor.shape.length === 2;
    if (!isMatrix || scales?.dtype !== "F32" || `${scales.shape}` !== `${rows}`) return tensor;
    used.add(scales);
    return { ...tensor, dtype: "F32", bytes: new ScaledRows(tensor.bytes, scales.bytes, width, [0, rows * width]) };
  });
  return joined.filter((tensor) => !used.has(tensor));
}

/** A stretch of a matrix's numbers as bytes that are made when they are read; cut between numbers alone. */
class ScaledRows implements ByteSource {
  readonly size: number;
  readonly #steps: ByteSource;
  readonly #scales: ByteSource;
  readonly #width: number;
  readonly #from: number;
  readonly #until: number;

  constructor(steps: ByteSource, scales: ByteSource, width: number, [from, until]: readonly [number, number]) {
    this.#steps = steps;
    this.#scales = scales;
    this.#width = width;
    this.#from = from;
    this.#until = until;
    this.size = FLOAT_BYTES * (until - from);
  }

  slice(begin: number, end: number): ByteSource {
    const place = (byte: number) => Math.min(this.#from + byte / FLOAT_BYTES, this.#until);
    return new ScaledRows(this.#steps, this.#scales, this.#width, [place(begin), place(end)]);
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const [width, from, until] = [this.#width, this.#from, this.#until];
    const [first, last] = [Math.floor(from / width), Math.ceil(until / width)];
    const steps = new Int8Array(await this.#steps.slice(from, until).arrayBuffer());
    const scales = new Float32Array(await this.#scales.slice(FLOAT_BYTES * first, FLOAT_BYTES * last).arrayBuffer());
    return Float32Array.from(steps, (step, index) => step * scales[Math.floor((from + index) / width) - first]).buffer;
  }
}
