// Which form of a product suits a device best, by trial of the forms that are worth one. Pure: touches no device and
// no clock but those it is handed.
import type { CallOf } from "../contract/kernel-call";
import type { KernelForms } from "./kernel";
import type { DeviceTraits } from "./traits";

export type Product = CallOf<"matmul">;

/** What products are tried on. */
export interface ProductTrials {
  readonly forms: KernelForms<"matmul">;
  readonly traits: DeviceTraits;
  /**
   * Gives the milliseconds of a call in each form, Infinity where one is of no use, and none for forms that it did not
   * come to while milliseconds were left.
   */
  readonly time: (call: Product, forms: readonly number[], left: () => number) => Promise<readonly number[]>;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
}

/** Milliseconds after which no further trial begins; with the one under way it should be over after two seconds. */
const MOST_TIME = 1500;
/** Another form must take at most so much of the time of the rule's: less is noise. */
const LEAST_GAIN = 0.9;

/**
 * Chooses a form for each class among the calls that is not known yet, those with the most work first. Classes that
 * the time does not reach keep to the rule for good, so that the next run of a model gives the same bits.
 */
export async function chooseProductForms(
  calls: readonly Product[],
  known: ReadonlyMap<number, number>,
  { forms, traits, time, now }: ProductTrials,
): Promise<ReadonlyMap<number, number>> {
  const end = now() + MOST_TIME;
  const left = () => end - now();
  const chosen = new Map<number, number>();
  for (const [shapeClass, alike] of byWork(calls, forms)) {
    if (known.has(shapeClass)) continue;
    const [call] = alike.toSorted((a, b) => workOf(b) - workOf(a));
    const candidates = forms.candidatesFor(call, traits);
    const times = left() <= 0 || candidates.length === 1 ? [] : await time(call, candidates, left);
    chosen.set(shapeClass, candidates[fastest(times)]);
  }
  return chosen;
}

/** Gives the index of the least time, or 0 where none is clearly less than the first. */
function fastest(times: readonly number[]): number {
  const least = Math.min(...times);
  return least <= LEAST_GAIN * times[0] ? times.indexOf(least) : 0;
}

function byWork(calls: readonly Product[], { classOf }: KernelForms<"matmul">) {
  const classes = new Map<number, readonly Product[]>();
  for (const call of calls) classes.set(classOf(call), [...(classes.get(classOf(call)) ?? []), call]);
  const sum = (alike: readonly Product[]) => alike.reduce((work, call) => work + workOf(call), 0);
  return [...classes].toSorted(([, a], [, b]) => sum(b) - sum(a));
}

function workOf({ m, n, k, batches }: Product): number {
  return m * n * k * batches;
}
