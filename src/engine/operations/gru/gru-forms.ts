// The forms that a GRU layer's recurrence may take on a device, which one it takes without any measurement, and which
// layers are so alike that a measurement of one holds for the others.
import type { CallOf } from "../../plan/contract/kernel-call";
import type { KernelForms } from "../../plan/webgpu/kernel";
import type { DeviceTraits } from "../../plan/webgpu/traits";
import { MOST_SEQUENCE_CHANNELS } from "./webgpu-sequence";

type Recurrence = "gru" | "gruBackward";

/** One dispatch for the whole sequence, or one for each position. */
const names = ["sequence", "steps"] as const;
const [SEQUENCE, STEPS] = [0, 1];

/** What measurements of the recurrence go by. */
export const gruForms = {
  names,
  /** By magnitudes of batch, positions and channels, and by whether the sequence form is possible. */
  classOf(call) {
    const sizes = [call.batch, call.positions, call.channels].map((size) => Math.round(Math.log2(size)));
    return sizes.reduce((code, size) => code * 32 + size, Number(fits(call)));
  },
  candidatesFor(call, traits) {
    const rule = ruleOf(call, traits);
    return fits(call) ? [rule, rule === SEQUENCE ? STEPS : SEQUENCE] : [STEPS];
  },
  workOf: ({ batch, positions, channels }) => 3 * batch * positions * channels ** 2,
} satisfies Omit<KernelForms<Recurrence>, "outputs">;

/** Gives the form of a call on a device: what was measured for its class, or else by the rule. */
export function gruFormOf(call: CallOf<Recurrence>, traits: DeviceTraits): (typeof names)[number] {
  return names[traits.formOf?.(call.kind, gruForms.classOf(call)) ?? ruleOf(call, traits)];
}

function ruleOf(call: CallOf<Recurrence>, { cheapWorkgroupMemory }: DeviceTraits): number {
  return cheapWorkgroupMemory && fits(call) ? SEQUENCE : STEPS;
}

/** Tells whether the sequence form has an invocation for each channel. */
function fits({ channels }: { readonly channels: number }): boolean {
  return channels <= MOST_SEQUENCE_CHANNELS;
}
