// Tensors that stay on a device and are read from there when they are wanted, as those of a file are: a state is then
// used without a second copy of it.
import { ComputedBytes } from "@/domain/byte-source";
import type { StoredTensor } from "@/domain/stored-tensor";
import { type DeviceBuffer, partOf } from "./contract/device-buffer";
import type { Device } from "./device";
import type { ParameterLayout } from "./plan-store";

/** Gives the device that a state lies on; throws once another is in the place of what was lent. */
export type Lender = () => Device;

/** Gives the trained parameters in a buffer with the layout, or in one as long as its trained part, by their names. */
export function lentTensors(
  layout: ParameterLayout,
  buffer: DeviceBuffer,
  lender: Lender,
): readonly (readonly [name: string, tensor: StoredTensor])[] {
  return layout.trained.map((param) => {
    const bytes = new LentBytes(layout.part(buffer, param), lender);
    return [param.name, { shape: param.shape, dtype: "F32", bytes }] as const;
  });
}

/** Copies a lent tensor from one memory to another, where the host sees both; tells whether it could. */
export function copyLent({ bytes }: StoredTensor, target: Device, into: DeviceBuffer): boolean {
  return target.view !== undefined && bytes instanceof LentBytes && bytes.copyTo(target, into);
}

/** The floats of a buffer as bytes. */
class LentBytes extends ComputedBytes {
  readonly #buffer: DeviceBuffer;
  readonly #lender: Lender;

  constructor(buffer: DeviceBuffer, lender: Lender) {
    super(Float32Array.BYTES_PER_ELEMENT, buffer.words, async (from, until) => {
      const part = partOf(buffer, `${buffer.name}.${from}`, from, until - from);
      return (await lender().download(part)).buffer; // GPU sync
    });
    this.#buffer = buffer;
    this.#lender = lender;
  }

  /** What waits to be collected would come to another copy of a large model. */
  takeBack(read: ArrayBuffer & { transfer?(bytes: number): ArrayBuffer }): void {
    read.transfer?.(0);
  }

  copyTo(target: Device, into: DeviceBuffer): boolean {
    const seen = this.#lender().view?.(this.#buffer);
    if (seen === undefined) return false;
    target.upload(into, seen);
    return true;
  }
}
