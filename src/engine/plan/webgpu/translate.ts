// From kernel calls over handles to dispatches over places in the arena. Pure: needs no device, so that
// what a step consists of can be counted without one.
import { alignedWords, type DeviceBuffer } from "../contract/device-buffer";
import { type ArgumentKind, kernelArguments } from "../contract/kernel-arguments";
import { buffersOf, type KernelCall, type KernelKind } from "../contract/kernel-call";
import type { StepField } from "../contract/step-records";
import type { ProgramPlan } from "../device";
import { type MemoryPlan, offsetIn, withinArena } from "../memory-plan";
import { declareArguments, nameArguments, type StorageArray, usesRecordIn } from "./declarations";
import { type FoldedCall, foldColumnSums } from "./fold-column-sums";
import type { Dispatch, KernelWords, PartialSums, WebGpuKernel, Work } from "./kernel";
import { webGpuKernels } from "./kernels";
import { PendingSums, type SumJob } from "./pending-sums";
import { expectBindable, type Place } from "./place";
import type { DeviceTraits } from "./traits";

/** A dispatch with complete code, and what it is bound to. */
export interface BoundDispatch extends Dispatch {
  /** Whose it is: the kind of a call, or "sums". */
  readonly label: string;
  /** Bound first, to what `constants` begins with from here on: as a struct, or as an array of any length. */
  readonly constants: { readonly form: "uniform" | "read-only-storage"; readonly place: Place };
  readonly places: readonly Place[];
  readonly usesRecord: boolean;
}

/** A program without its pipelines. */
export interface Translation {
  readonly dispatches: readonly BoundDispatch[];
  readonly constants: readonly number[];
  /** Words behind the memory plan. */
  readonly scratchWords: number;
}

type AnyKernel = WebGpuKernel<KernelKind>;

/** Translates a program for a device that is so; buffers lie where `memory` says, scratch behind. */
export function translateCalls({ calls, records }: ProgramPlan, memory: MemoryPlan, traits: DeviceTraits): Translation {
  const recordsPlace = { offset: offsetIn(memory, records.buffer), words: records.buffer.words };
  const translator = new Translator(memory, traits, recordsPlace);
  for (const folded of foldColumnSums(calls)) translator.add(folded);
  return translator.finish();
}

class Translator {
  readonly #memory: MemoryPlan;
  readonly #traits: DeviceTraits;
  readonly #scratchStart: number;
  readonly #dispatches: BoundDispatch[] = [];
  readonly #constants: number[] = [];
  readonly #pending: PendingSums;
  #scratchWords = 0;

  constructor(memory: MemoryPlan, traits: DeviceTraits, records: Place) {
    this.#memory = memory;
    this.#traits = traits;
    this.#pending = new PendingSums(traits, records);
    this.#scratchStart = alignedWords(memory.words);
  }

  add({ call, columnSums }: FoldedCall): void {
    const kernel = webGpuKernels[call.kind] as unknown as AnyKernel | undefined;
    if (kernel === undefined) throw new Error(`translateCalls: expected a kernel that WebGPU has, got ${call.kind}`);
    const buffers = [call, ...(columnSums === null ? [] : [columnSums])].flatMap(buffersOf);
    const places = buffers.map(([, buffer]) => this.#placeOf(buffer));
    if (this.#pending.touches(places, fieldsOf(call))) this.#addSums();
    const named = nameArguments(call, elementsOf(kernel, call), (buffer) => this.#placeOf(buffer));
    const words = { ...named.names, scratch: "scratchArray", part: "call.part" };
    const traits = { ...this.#traits, columnSums: columnSums !== null };
    const work = kernel.plan(call, words as unknown as KernelWords<KernelKind>, traits);
    const scratch = this.#takeScratch(work.scratchWords ?? 0);
    const arrays = [...named.arrays, { name: "scratchArray", element: "f32" as const, place: scratch }];
    this.#addDispatches(call, work, { members: [...named.members, "part: u32"], arrays, words: named.words });
    for (const sums of work.sums ?? []) this.#leave(this.#jobOf(call, sums, scratch));
    if (columnSums !== null) {
      if (work.columnSums === undefined)
        throw new Error(`translateCalls: expected column sums of ${call.kind}, got none`);
      const target = this.#placeOf(columnSums.y);
      this.#leave({ target, intoRecord: false, source: scratch, fromScratch: true, ...work.columnSums });
    }
  }

  finish(): Translation {
    this.#addSums();
    return { dispatches: this.#dispatches, constants: this.#constants, scratchWords: this.#scratchWords };
  }

  #addDispatches(
    call: KernelCall,
    work: Work<KernelKind>,
    shader: { readonly members: readonly string[]; arrays: readonly StorageArray[]; words: readonly number[] },
  ): void {
    const structs = new Map<number, Place>();
    for (const dispatch of work.dispatches) {
      const { part = 0 } = dispatch;
      const struct = structs.get(part) ?? this.#addConstants([...shader.words, part]);
      structs.set(part, struct);
      const constants = { form: "uniform", place: struct } as const;
      // Bound is what the code mentions, since there is room for few.
      const arrays = shader.arrays.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(dispatch.code));
      const usesRecord = usesRecordIn(call.kind) && /\brecord\b/.test(dispatch.code);
      const places = arrays.map(({ place }) => place);
      expectBindable(places, call.kind);
      const code = `${declareArguments(shader, arrays, usesRecord)}\n${dispatch.code}`;
      this.#dispatches.push({ ...dispatch, label: call.kind, code, constants, places, usesRecord });
    }
  }

  #leave(job: SumJob): void {
    if (!this.#pending.accepts(job)) this.#addSums();
    this.#pending.add(job);
  }

  #addSums(): void {
    const sums = this.#pending.take();
    if (sums === null) return;
    const { table, ...dispatch } = sums;
    const place = this.#addConstants(table);
    const constants = { form: "read-only-storage", place } as const;
    this.#dispatches.push({ ...dispatch, label: "sums", constants, usesRecord: true });
  }

  #jobOf(call: KernelCall, { into, from, parts, stride }: PartialSums<KernelKind>, scratch: Place): SumJob {
    const values = call as unknown as Readonly<Record<string, DeviceBuffer | StepField>>;
    const kind = (kernelArguments[call.kind] as Readonly<Record<string, ArgumentKind>>)[into];
    const fromScratch = from.array === "scratch";
    return {
      target: kind === "step" ? placeOfField(values[into] as StepField) : this.#placeOf(values[into] as DeviceBuffer),
      intoRecord: kind === "step",
      source: fromScratch ? scratch : this.#placeOf(values[from.array] as DeviceBuffer),
      fromScratch,
      start: from.start,
      parts,
      stride,
    };
  }

  #takeScratch(words: number): Place {
    const { arenaWords = Number.POSITIVE_INFINITY } = this.#traits;
    const offset = withinArena(this.#scratchStart + this.#scratchWords, words, arenaWords);
    this.#scratchWords = offset + alignedWords(words) - this.#scratchStart;
    return { offset, words };
  }

  #addConstants(words: readonly number[]): Place {
    const offset = alignedWords(this.#constants.length);
    while (this.#constants.length < offset) this.#constants.push(0);
    for (const word of words) this.#constants.push(word);
    return { offset, words: words.length };
  }

  #placeOf(buffer: DeviceBuffer): Place {
    return { offset: offsetIn(this.#memory, buffer), words: buffer.words };
  }
}

function elementsOf({ elements = {} }: AnyKernel, call: KernelCall) {
  return typeof elements === "function" ? elements(call) : elements;
}

function fieldsOf(call: KernelCall): readonly Place[] {
  const values = call as unknown as Readonly<Record<string, StepField | null>>;
  return Object.entries<ArgumentKind>(kernelArguments[call.kind]).flatMap(([argument, kind]) => {
    const field = kind === "step" || kind === "optionalStep" ? values[argument] : null;
    return field === null ? [] : [placeOfField(field)];
  });
}

function placeOfField({ start, words }: StepField): Place {
  return { offset: start, words };
}
