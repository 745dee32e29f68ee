// What a kernel of the WebGPU target is: the dispatches of one call, in WGSL whose declarations are
// generated from the table of kernels. A body names arguments by what it is handed, never by itself.
import type { ArgumentKind, kernelArguments } from "../contract/kernel-arguments";
import type { CallOf, KernelKind } from "../contract/kernel-call";
import type { DeviceTraits } from "./traits";

/** How an argument is written in WGSL, where it has a place in the shader at all. */
interface WgslTypes extends Record<ArgumentKind, unknown> {
  /** A storage array of f32, unless the kernel's `elements` say otherwise. */
  readonly buffer: string;
  readonly optional: string | null;
  /** The place in `record`, an array of u32, at which the field begins. */
  readonly step: string;
  readonly optionalStep: string | null;
  /** u32 */
  readonly size: string;
  /** f32 */
  readonly float: string;
  /** u32, the threshold below which the 24 bits of the generator drop a value. */
  readonly rate: string;
}

type ArgumentsOf<Kind extends KernelKind> = (typeof kernelArguments)[Kind];

/** The names of a kernel's arguments of some kinds. */
type Names<Kind extends KernelKind, Wanted extends ArgumentKind> = {
  [Name in keyof ArgumentsOf<Kind>]: ArgumentsOf<Kind>[Name] extends Wanted ? Name : never;
}[keyof ArgumentsOf<Kind>];

/** The arguments of a call as WGSL expressions; flags and activations choose the text instead. */
export type WgslArguments<Kind extends KernelKind> = {
  readonly [Name in Exclude<
    keyof ArgumentsOf<Kind>,
    Names<Kind, "flag" | "activation">
  >]: WgslTypes[ArgumentsOf<Kind>[Name] & ArgumentKind];
};

/** What a storage array consists of. */
export type ElementType = "f32" | "i32" | "u32" | "vec4f" | "vec2u";

/** A run of one entry point `main`. */
export interface Dispatch {
  /** WGSL without the declarations of arguments. */
  readonly code: string;
  readonly workgroups: readonly [x: number, y: number, z: number];
  /** What the code sees as `part`, for dispatches that differ in nothing else; 0 unless given. */
  readonly part?: number;
}

/**
 * Numbers that are still to be added up: word w of the target is to be the sum, over the `parts` parts p, of
 * word start + p * stride + w. What calls leave so is added up in one dispatch, before anything else needs it.
 */
export interface PartialSums<Kind extends KernelKind> {
  /** Where the sums go: all of a buffer, or a field of the record, which nothing else of the call writes. */
  readonly into: Names<Kind, "buffer" | "step">;
  /** Scratch, or an argument that the call only reads. */
  readonly from: { readonly array: "scratch" | Names<Kind, "buffer">; readonly start: number };
  readonly parts: number;
  readonly stride: number;
}

/** What one call comes to. */
export interface Work<Kind extends KernelKind> {
  /** In order; each sees all that the ones before it wrote. */
  readonly dispatches: readonly Dispatch[];
  /** Words of working memory, f32, which no other call of the program touches. */
  readonly scratchWords?: number;
  readonly sums?: readonly PartialSums<Kind>[];
  /** Where parts of the column sums lie that were asked for, in words of scratch. */
  readonly columnSums?: Omit<PartialSums<Kind>, "into" | "from"> & { readonly start: number };
}

type Elements<Kind extends KernelKind> = { readonly [Name in Names<Kind, "buffer" | "optional">]?: ElementType };

/** What a kernel's code may mention: arguments, the working memory of the call, a dispatch's `part` (u32). */
export type KernelWords<Kind extends KernelKind> = WgslArguments<Kind> & {
  readonly scratch: string;
  readonly part: string;
};

/** What a plan depends on beside the call. */
export interface PlanTraits extends DeviceTraits {
  /** Whether a product is to sum the columns of b as well. */
  readonly columnSums: boolean;
}

/** Ways to carry out the same calls, between which a measurement may choose: each has a place in their list. */
export interface KernelForms<Kind extends KernelKind> {
  /** What tells the forms of this list from those of another version's, in order. */
  readonly names: readonly string[];
  /** Gives calls that are measured together the same whole number. */
  classOf(call: CallOf<Kind>): number;
  /** Lists the places of the forms that are worth a trial, first the one that a call takes without any. */
  candidatesFor(call: CallOf<Kind>, traits: DeviceTraits): readonly number[];
  /** Counts the products that a call adds up, by which trials are put in order. */
  workOf(call: CallOf<Kind>): number;
  /** What calls write, by which forms are compared. */
  readonly outputs: readonly Names<Kind, "buffer" | "optional">[];
}

/** How the target carries out the calls of one kernel. */
export interface WebGpuKernel<Kind extends KernelKind> {
  /** What buffers consist of, where it is not f32. */
  readonly elements?: Elements<Kind> | ((call: CallOf<Kind>) => Elements<Kind>);
  readonly forms?: KernelForms<Kind>;
  /** Plans a call on a device that is so; a `partials` among its arguments is for other targets. */
  plan(call: CallOf<Kind>, wgsl: KernelWords<Kind>, traits: PlanTraits): Work<Kind>;
}
