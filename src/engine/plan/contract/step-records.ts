// What differs from step to step of one run: a record a step, one after the other in a buffer. The host
// writes some fields before the run (window starts, keys, rates), kernels write others (metrics).
import { alignedWords, createBuffer, type DeviceBuffer } from "./device-buffer";

/** A place in every record, in words from its start. */
export interface StepField {
  readonly name: string;
  readonly start: number;
  readonly words: number;
}

/** `capacity` records of `stride` words, each of which may be bound by itself. */
export interface StepRecords {
  readonly buffer: DeviceBuffer;
  readonly stride: number;
  readonly capacity: number;
}

// 16 bytes, so that kernels may load four numbers at once.
const ALIGNMENT = 4;

/** Lays fields out one behind the other. */
export class RecordLayout {
  #words = 0;

  /** Adds a field to the record. */
  add(name: string, words: number): StepField {
    const field = { name, start: this.#words, words };
    this.#words += Math.ceil(words / ALIGNMENT) * ALIGNMENT;
    return field;
  }

  /** Closes the layout for runs of at most `capacity` steps. */
  finish(name: string, capacity: number): StepRecords {
    const stride = alignedWords(this.#words);
    return { buffer: createBuffer(name, stride * capacity), stride, capacity };
  }
}
