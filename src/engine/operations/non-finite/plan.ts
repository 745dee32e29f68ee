// Whether a state is sound: how many of its numbers are NaN or infinite.
import { createBuffer, type DeviceBuffer } from "../../plan/contract/device-buffer";
import type { KernelCall } from "../../plan/contract/kernel-call";
import { RecordLayout, type StepField, type StepRecords } from "../../plan/contract/step-records";
import type { Tuning } from "../../plan/contract/tuning";

/** A look at some buffers. */
export interface SoundnessPlan {
  readonly calls: readonly KernelCall[];
  readonly records: StepRecords;
  /** Written by the calls: one float a buffer, 0 where all of its numbers are finite. */
  readonly found: readonly StepField[];
}

/** Plans a look at every number of the buffers. */
export function planSoundness(buffers: readonly DeviceBuffer[], { partialChunks }: Tuning): SoundnessPlan {
  const layout = new RecordLayout();
  const partials = createBuffer("partials", partialChunks);
  const found = buffers.map(({ name }) => layout.add(`nonFinite.${name}`, 1));
  const calls = buffers.map((values, index): KernelCall => {
    return { kind: "countNonFinite", values, count: values.words, found: found[index], partials };
  });
  return { calls, records: layout.finish("soundnessRecords", 1), found };
}
