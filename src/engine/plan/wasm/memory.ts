// One memory for a session's tensors: buffers are handed out once, one after the other, and freed together.
import { withMemoryNamed } from "../../out-of-memory";
import { CONTROL_BYTES } from "./control";

const PAGE = 65536;
// A page less than 4 GiB: the end of the last buffer is an address too, of 32 bits without a sign.
const LARGEST_PAGES = 65535;
/** What is asked for where so much address space is not to be had. */
const FEWER_PAGES = 32768;

/** The most bytes that an arena can hold. */
export const ARENA_LIMIT = LARGEST_PAGES * PAGE;

// Cache lines, so that threads never write to the same one at the border of two buffers.
const ALIGNMENT = 64;

/** Rounds up to whole cache lines, as the arena does. */
export function alignedBytes(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

/** Buffers in a WebAssembly memory; offsets in bytes. Views are only valid until the next `allocate`. */
export class Arena {
  readonly memory: WebAssembly.Memory;
  #used = CONTROL_BYTES;

  /** Takes a memory that is all zeros, or creates one. */
  constructor(shared: boolean, spare: WebAssembly.Memory | null = null) {
    if (spare !== null) {
      this.memory = spare;
      return;
    }
    const create = (maximum: number) => new WebAssembly.Memory({ initial: 1, maximum, shared });
    try {
      this.memory = create(LARGEST_PAGES);
    } catch {
      try {
        this.memory = create(FEWER_PAGES);
      } catch (error) {
        throw withMemoryNamed(error, FEWER_PAGES * PAGE);
      }
    }
  }

  /** Bytes handed out. */
  get bytes(): number {
    return this.#used;
  }

  /** Gives the offset of `bytes` new bytes, zeroed. Throws OutOfMemory when the machine has no more. */
  allocate(bytes: number): number {
    const offset = this.#used;
    this.#used = offset + alignedBytes(bytes);
    const missing = Math.ceil((this.#used - this.memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.#grow(missing);
    return offset;
  }

  #grow(pages: number): void {
    try {
      this.memory.grow(pages);
    } catch (error) {
      throw withMemoryNamed(error, pages * PAGE);
    }
  }

  /** Views `count` floats. */
  floats(offset: number, count: number): Float32Array {
    return new Float32Array(this.memory.buffer, offset, count);
  }

  /** Views `count` 32-bit words. */
  words(offset: number, count: number): Int32Array {
    return new Int32Array(this.memory.buffer, offset, count);
  }

  /** Copies any typed array into the arena. */
  upload(offset: number, source: ArrayBufferView): void {
    const bytes = new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
    new Uint8Array(this.memory.buffer, offset, bytes.length).set(bytes);
  }

  /** Copies `count` floats out. Throws OutOfMemory when there is no room for the copy. */
  download(offset: number, count: number): Float32Array<ArrayBuffer> {
    try {
      return new Float32Array(this.floats(offset, count));
    } catch (error) {
      throw withMemoryNamed(error, Float32Array.BYTES_PER_ELEMENT * count);
    }
  }
}
