// How attention's kernels on WebGPU read and write heads: as vectors of four channels, whose last is filled up
// with zeros.
import { unroll } from "../../plan/webgpu/unroll";

/** What the code of a call goes by. */
export interface AttentionShape {
  /** Channels of a head, D, and the vectors that they fill. */
  readonly depth: number;
  readonly vectors: number;
  /** Whether arrays consist of vectors, since heads begin at their borders. */
  readonly whole: boolean;
}

/** Gives the shape of heads. */
export function shapeOf({ channels, heads }: { readonly channels: number; readonly heads: number }): AttentionShape {
  const depth = channels / heads;
  return { depth, vectors: Math.ceil(depth / 4), whole: depth % 4 === 0 };
}

interface SizeWords {
  readonly positions: string;
  readonly channels: string;
}

/**
 * Declares `headAt(batch, position, parts, part, head)`, where a head begins in rows of `parts` times C, and
 * `scale`, what scores are multiplied by.
 */
export function declareHeads({ depth, whole }: AttentionShape, { positions, channels }: SizeWords): string {
  const unit = whole ? 4 : 1;
  return /* wgsl */ `
const scale = ${1 / Math.sqrt(depth)};
fn headAt(batch: u32, position: u32, parts: u32, part: u32, head: u32) -> u32 {
  return ((batch * ${positions} + position) * parts + part) * (${channels} / ${unit}u) + head * ${depth / unit}u;
}`;
}

/** Declares `NAMELoad(at, vector)`, a vector of the head that begins there. */
export function declareLoad({ depth, whole }: AttentionShape, name: string, array: string): string {
  const channel = (i: number) => `select(0.0, ${array}[at + 4u * vector + ${i}u], 4u * vector + ${i}u < ${depth}u)`;
  const body = whole ? `${array}[at + vector]` : `vec4f(${unroll(4, channel, ", ")})`;
  return `fn ${name}Load(at: u32, vector: u32) -> vec4f { return ${body}; }`;
}

/** Declares `NAMEStore(at, vector, value)`. */
export function declareStore({ depth, whole }: AttentionShape, name: string, array: string): string {
  const channel = (i: number) =>
    `if (4u * vector + ${i}u < ${depth}u) { ${array}[at + 4u * vector + ${i}u] = value.${"xyzw"[i]}; }`;
  const body = whole ? `${array}[at + vector] = value;` : unroll(4, channel, "\n  ");
  return `fn ${name}Store(at: u32, vector: u32, value: vec4f) {\n  ${body}\n}`;
}
