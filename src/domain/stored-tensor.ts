// Tensors that stay where they are stored, in a file on disk, and are read and widened to float32 only on their way into
// a device: a model of half a gigabyte is then held once.
import type { ByteSource } from "./byte-source";
import { sizeOf } from "./graph/parameters";
import { areFinite, type NamedTensors, type PlainTensor } from "./named-tensors";
import { LARGEST_HALF, toHalves } from "./narrow-numbers";

/** Bytes of one number of each type that is widened. */
export const storedBytes = { F32: 4, F16: 2, BF16: 2 } as const;

/** How the numbers of a stored tensor are written, little-endian. */
export type StoredType = keyof typeof storedBytes;

/** A tensor in a file, row-major. `bytes` are its numbers and nothing else. */
export interface StoredTensor {
  /** What its file calls it; absent where that is what we call it. */
  readonly name?: string;
  readonly shape: readonly number[];
  readonly dtype: StoredType;
  readonly bytes: ByteSource;
  /** Whether what an adapter adds is in its numbers, so that no file has them; absent for false. */
  readonly isMerged?: boolean;
}

/** Tensors of a state, each in memory or where it is stored. */
export type StateTensors = ReadonlyMap<string, PlainTensor | StoredTensor>;

/** Places of numbers in a tensor, [from, until). */
type Stretch = readonly [from: number, until: number];

/** Numbers read at once: few enough that what is read and not yet in its place hardly counts. */
const PIECE_NUMBERS = 2 ** 21;

/** Tells whether a tensor lies in a file. */
export function isStored(tensor: PlainTensor | StoredTensor): tensor is StoredTensor {
  return "bytes" in tensor;
}

/** Thrown where numbers are to be halves that no half is near to. */
export class BeyondHalves extends Error {
  readonly tensor: string;
  constructor(tensor: string) {
    super(`expected numbers of at most ${LARGEST_HALF} in ${tensor}`);
    this.tensor = tensor;
  }
}

/** Thrown where numbers that are not finite are to be used. */
export class NumbersNotFinite extends Error {
  /** The tensor as a file of another program names it; null for one of ours. */
  readonly inFile: string | null;
  constructor(name: string, inFile: string | null) {
    super(`expected finite numbers in ${inFile ?? name}`);
    this.inFile = inFile;
  }
}

/**
 * Reads a stored tensor, or a stretch of it, piece by piece, in order: `from` is the place of the piece's first number in
 * the tensor. A piece lasts until the next is asked for. Throws NumbersNotFinite, and whatever the file throws where it
 * cannot be read any more.
 */
export async function* readPieces(
  name: string,
  tensor: StoredTensor,
  stretch: Stretch = wholeOf(tensor),
): AsyncGenerator<{ readonly from: number; readonly numbers: Float32Array<ArrayBuffer> }> {
  for await (const { from, bytes } of readBytes(name, tensor, stretch)) {
    const numbers = widen(bytes, tensor.dtype);
    if (!areFinite(numbers)) throw new NumbersNotFinite(name, tensor.name ?? null);
    yield { from, numbers };
  }
}

/**
 * Reads a stored tensor piece by piece, as readPieces does, as the nearest halves; `from` is even. Throws what that throws,
 * and BeyondHalves.
 */
export async function* readHalves(
  name: string,
  tensor: StoredTensor,
): AsyncGenerator<{ readonly from: number; readonly halves: Uint16Array<ArrayBuffer> }> {
  if (tensor.dtype !== "F16") {
    for await (const { from, numbers } of readPieces(name, tensor))
      yield { from, halves: halvesOf(name, numbers, tensor.name) };
    return;
  }
  for await (const { from, bytes } of readBytes(name, tensor)) {
    const halves = new Uint16Array(bytes);
    if (!halves.every(isNumber)) throw new NumbersNotFinite(name, tensor.name ?? null);
    yield { from, halves };
  }
}

/** Reads the bytes of a stored tensor, or of a stretch of it, piece by piece, as readPieces does, whatever numbers they are. */
export async function* readBytes(
  name: string,
  tensor: StoredTensor,
  [begin, end]: Stretch = wholeOf(tensor),
): AsyncGenerator<{ readonly from: number; readonly bytes: ArrayBuffer }> {
  const { dtype, bytes } = tensor;
  const width = storedBytes[dtype];
  for (let from = begin; from < end; from += PIECE_NUMBERS) {
    const until = Math.min(end, from + PIECE_NUMBERS);
    const piece = await bytes.slice(width * from, width * until).arrayBuffer();
    if (piece.byteLength !== width * (until - from)) {
      throw new Error(`expected ${until - from} numbers of ${name}, got ${piece.byteLength} bytes`);
    }
    yield { from, bytes: piece };
    bytes.takeBack?.(piece);
  }
}

function wholeOf({ shape }: StoredTensor): Stretch {
  return [0, sizeOf(shape)];
}

/** Tells whether a half, given by its bits, is neither infinite nor NaN. */
function isNumber(half: number): boolean {
  return (half & 0x7c00) !== 0x7c00;
}

/**
 * Gives the halves nearest to the numbers of a tensor; `inFile` is what its file calls it. Throws BeyondHalves and
 * NumbersNotFinite.
 */
export function halvesOf(name: string, numbers: Float32Array, inFile?: string): Uint16Array<ArrayBuffer> {
  for (let index = 0; index < numbers.length; index++) {
    if (Math.abs(numbers[index]) <= LARGEST_HALF) continue;
    throw Number.isFinite(numbers[index])
      ? new BeyondHalves(inFile ?? name)
      : new NumbersNotFinite(name, inFile ?? null);
  }
  return toHalves(numbers);
}

/** Gives the tensors that are in memory, those that are stored left out. */
export function tensorsInMemory(tensors: StateTensors): NamedTensors {
  return new Map([...tensors].flatMap(([name, tensor]) => (isStored(tensor) ? [] : [[name, tensor] as const])));
}

/** Reads whatever of the tensors is stored into memory. */
export async function readAll(tensors: StateTensors): Promise<NamedTensors> {
  const read = new Map<string, PlainTensor>();
  for (const [name, tensor] of tensors) read.set(name, await inMemory(name, tensor));
  return read;
}

/** Gives a tensor in memory, read from where it is stored. */
export async function inMemory(name: string, tensor: PlainTensor | StoredTensor): Promise<PlainTensor> {
  if (!isStored(tensor)) return tensor;
  return { shape: tensor.shape, data: await readNumbers(name, tensor, 0, sizeOf(tensor.shape)) };
}

/** Reads the numbers [from, until) of a stored tensor into memory. Throws as readPieces does. */
export async function readNumbers(
  name: string,
  tensor: StoredTensor,
  from: number,
  until: number,
): Promise<Float32Array<ArrayBuffer>> {
  const data = new Float32Array(until - from);
  for await (const piece of readPieces(name, tensor, [from, until])) data.set(piece.numbers, piece.from - from);
  return data;
}

/** Gives stored numbers as float32; their bytes are those of whole numbers. */
export function widen(bytes: ArrayBuffer, dtype: StoredType): Float32Array<ArrayBuffer> {
  if (dtype === "F32") return new Float32Array(bytes);
  const halves = new Uint16Array(bytes);
  const numbers = new Float32Array(halves.length);
  if (dtype === "F16") widenInto(numbers, halves, 0);
  else {
    const words = new Uint32Array(numbers.buffer);
    for (let index = 0; index < halves.length; index++) words[index] = halves[index] << 16;
  }
  return numbers;
}

/** Fills `numbers` with the halves, given by their bits, from place `from` on. */
export function widenInto(numbers: Float32Array, halves: Uint16Array, from: number): void {
  const words = new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length);
  const table = halfWords();
  for (let index = 0; index < words.length; index++) words[index] = table[halves[from + index]];
}

let known: Uint32Array | null = null;

/** The bits of the float32 that equals each half, by the bits of the half (IEEE 754, binary16). */
function halfWords(): Uint32Array {
  known ??= Uint32Array.from({ length: 65_536 }, (_, half) => {
    const sign = (half & 0x8000) << 16;
    const exponent = (half >> 10) & 31;
    const fraction = half & 1023;
    if (exponent === 31) return sign | 0x7f800000 | (fraction << 13);
    if (exponent > 0) return sign | ((exponent + 112) << 23) | (fraction << 13);
    // Halves below 2^-14 are multiples of 2^-24.
    return sign | new Uint32Array(Float32Array.of(fraction * 2 ** -24).buffer)[0];
  });
  return known;
}
