// The weights of a GPT-2 as a safetensors file that is written piece by piece: no second copy of a large model comes about.
import { safetensorsHead, type WrittenTensor, type WrittenType, writtenBytes } from "../checkpoint/safetensors-write";
import { sizeOf } from "../graph/parameters";
import { toHalves, toScaledRows } from "../narrow-numbers";
import { isStored, readPieces, type StateTensors } from "../stored-tensor";
import type { Gpt2Shape } from "./gpt2-config";
import { GPT2_PREFIX, type Gpt2Tensor, gpt2Tensors } from "./gpt2-names";
import { SCALE_SUFFIX, SCALED_FORMAT } from "./scaled-rows";

/** Bytes on their way into a file; each piece lasts until the next is asked for. */
export type FilePieces = AsyncGenerator<Uint8Array<ArrayBuffer>>;

type Numbers = Float32Array<ArrayBuffer>;

/**
 * Writes the tensors, which have our names, under those of Hugging Face's library, numbers as `dtype`. I8 is of our own
 * making: vectors stay float32, and behind each matrix come the scales of its rows.
 */
export async function* gpt2WeightsFile(tensors: StateTensors, shape: Gpt2Shape, dtype: WrittenType): FilePieces {
  yield safetensorsHead(writtenTensors(shape, dtype), { format: dtype === "I8" ? SCALED_FORMAT : "pt" });
  for (const tensor of gpt2Tensors(shape)) {
    const numbers = numbersOf(tensors, tensor);
    if (isScaled(tensor, dtype)) yield* scaledMatrix(numbers, tensor.shape[1]);
    else for await (const piece of numbers) yield bytesOf(dtype === "F16" ? toHalves(piece) : piece);
  }
}

/** Counts the bytes of such a file without its header. */
export function gpt2WeightsBytes(shape: Gpt2Shape, dtype: WrittenType): number {
  return writtenTensors(shape, dtype).reduce((sum, one) => sum + sizeOf(one.shape) * writtenBytes[one.dtype], 0);
}

function writtenTensors(shape: Gpt2Shape, dtype: WrittenType): readonly WrittenTensor[] {
  return gpt2Tensors(shape).flatMap((tensor): WrittenTensor[] => {
    const one = { name: `${GPT2_PREFIX}${tensor.theirs}`, shape: tensor.shape };
    if (!isScaled(tensor, dtype)) return [{ ...one, dtype: dtype === "F16" ? "F16" : "F32" }];
    return [
      { ...one, dtype: "I8" },
      { name: `${one.name}${SCALE_SUFFIX}`, dtype: "F32", shape: [tensor.shape[0]] },
    ];
  });
}

function isScaled({ shape }: Gpt2Tensor, dtype: WrittenType): boolean {
  return dtype === "I8" && shape.length === 2;
}

/** Gives a tensor's numbers in order, from memory or from where they are stored. */
async function* numbersOf(tensors: StateTensors, { ours, shape }: Gpt2Tensor): AsyncGenerator<Numbers> {
  const tensor = tensors.get(ours);
  if (tensor === undefined || `${tensor.shape}` !== `${shape}`) {
    throw new Error(`gpt2WeightsFile: expected ${ours} (${shape}), got ${tensor?.shape ?? "none"}`);
  }
  if (!isStored(tensor)) yield tensor.data as Numbers;
  else for await (const { numbers } of readPieces(ours, tensor)) yield numbers;
}

/** Writes whole rows as they come in, what is left of a piece with the next one, and all scales behind them. */
async function* scaledMatrix(pieces: AsyncGenerator<Numbers>, width: number): FilePieces {
  const scales: Numbers[] = [];
  let rest: Numbers = new Float32Array(0);
  for await (const piece of pieces) {
    const numbers = rest.length === 0 ? piece : joined([rest, piece]);
    const whole = numbers.length - (numbers.length % width);
    const rows = toScaledRows(numbers.subarray(0, whole), width);
    rest = numbers.slice(whole);
    scales.push(rows.scales);
    yield bytesOf(rows.steps);
  }
  yield bytesOf(joined(scales));
}

function joined(parts: readonly Numbers[]): Numbers {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let from = 0;
  for (const part of parts) {
    whole.set(part, from);
    from += part.length;
  }
  return whole;
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
