// The order of windows that are records: those of a step are about equally long, so that little of a batch is padding.
// Steps that lie in one epoch are cut into stretches of about fifty; each stretch is sorted by length, cut into steps
// again and shuffled. A window stays in its epoch, and the order is still a pure function of seed and step.
import { type Permutation, permutation } from "./permute";
import type { Sequences } from "./token-windows";

/** Steps that are sorted together: enough for windows of like length to meet, few enough that they meet others each epoch. */
const STEPS_SORTED = 50;

/** Where an epoch lies in the order of steps. */
export interface EpochPlace {
  /** Windows of the set, and of a step. */
  readonly count: number;
  readonly stepWindows: number;
  /** Windows of all epochs before it. */
  readonly before: number;
  /** Selects the order of the steps of stretch number `stretch`. */
  readonly keyOf: (stretch: number) => number;
}

/**
 * Sorts an epoch's order by length, its first and last windows left where they are if they share their step with another
 * epoch's. Keeps the stretch that was asked for last: reading on is quick.
 */
export function byLength(order: Permutation, { lengths }: Sequences, place: EpochPlace): Permutation {
  const { count, stepWindows, before, keyOf } = place;
  const head = (stepWindows - (before % stepWindows)) % stepWindows;
  const steps = Math.floor((count - head) / stepWindows);
  const stretches = Math.ceil(steps / STEPS_SORTED);
  const firstStep = (stretch: number) => Math.floor((stretch * steps) / stretches);
  let sorted = { stretch: -1, from: 0, windows: new Uint32Array() };
  return (index) => {
    const step = Math.floor((index - head) / stepWindows);
    if (step < 0 || step >= steps) return order(index);
    // Of the stretch whose first step is the last one not beyond.
    const stretch = Math.floor(((step + 1) * stretches - 1) / steps);
    if (stretch !== sorted.stretch) {
      const [from, until] = [firstStep(stretch), firstStep(stretch + 1)];
      const windows = Uint32Array.from({ length: (until - from) * stepWindows }, (_, at) =>
        order(head + from * stepWindows + at),
      );
      windows.sort((a, b) => lengths[a] - lengths[b]);
      sorted = { stretch, from, windows: shuffled(windows, stepWindows, keyOf(stretch)) };
    }
    return sorted.windows[index - head - sorted.from * stepWindows];
  };
}

/** Shuffles the steps of a stretch, each of which stays together. */
function shuffled(windows: Uint32Array, stepWindows: number, key: number): Uint32Array<ArrayBuffer> {
  const steps = windows.length / stepWindows;
  const stepAt = permutation(steps, key);
  const result = new Uint32Array(windows.length);
  for (let step = 0; step < steps; step++) {
    const from = stepAt(step) * stepWindows;
    result.set(windows.subarray(from, from + stepWindows), step * stepWindows);
  }
  return result;
}
