// A kernel with its arguments: what plan rules emit. Buffers are handles; a target translates a list of
// calls to its own form once. Knows no target.
import type { ActivationName } from "@/domain/graph/model-graph";
import type { DeviceBuffer } from "./device-buffer";
import { type ArgumentKind, kernelArguments } from "./kernel-arguments";
import type { StepField } from "./step-records";

/** The TypeScript type of each kind of argument. */
interface ArgumentTypes extends Record<ArgumentKind, unknown> {
  readonly buffer: DeviceBuffer;
  readonly optional: DeviceBuffer | null;
  readonly step: StepField;
  readonly optionalStep: StepField | null;
  readonly size: number;
  readonly flag: boolean;
  readonly float: number;
  readonly rate: number;
  readonly activation: ActivationName | null;
}

/** The name of a kernel. */
export type KernelKind = keyof typeof kernelArguments;

/** A kernel of one kind with its arguments. */
export type CallOf<Kind extends KernelKind> = { readonly kind: Kind } & {
  readonly [Name in keyof (typeof kernelArguments)[Kind]]: ArgumentTypes[(typeof kernelArguments)[Kind][Name] &
    ArgumentKind];
};

/** One kernel with its arguments. */
export type KernelCall = { [Kind in KernelKind]: CallOf<Kind> }[KernelKind];

/** Which argument a kernel may write in the place of which other, when both are of one size. */
export const inPlacePairs: { readonly [Kind in KernelKind]?: readonly (readonly [written: string, read: string])[] } = {
  add: [
    ["y", "a"],
    ["y", "b"],
  ],
  addPositions: [["y", "x"]],
  pointwise: [["y", "x"]],
  multiply: [
    ["y", "a"],
    ["y", "b"],
  ],
  scale: [["y", "x"]],
  layerNormBackward: [["dX", "dY"]],
  crossEntropy: [["dLogits", "logits"]],
};

/** Lists the buffers of a call under their argument names. */
export function buffersOf(call: KernelCall): readonly (readonly [name: string, buffer: DeviceBuffer])[] {
  const values = call as unknown as Readonly<Record<string, DeviceBuffer | null>>;
  return Object.entries(kernelArguments[call.kind]).flatMap(([name, kind]) => {
    const value = kind === "buffer" || kind === "optional" ? values[name] : null;
    return value === null ? [] : [[name, value] as const];
  });
}
