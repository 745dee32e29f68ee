// Which form of a kernel suits a device best, by trial of the forms that are worth one. Pure: touches no device and no
// clock but those it is handed.
import type { KernelCall, KernelKind } from "../contract/kernel-call";
import type { KernelForms } from "./kernel";
import type { DeviceTraits } from "./traits";

/** The kernels that have several forms. */
export type FormedKind = "matmul" | "gru" | "gruBackward";
/** A call of one of them. */
export type FormedCall = Extract<KernelCall, { readonly kind: FormedKind }>;

/** The forms of a kernel, whichever it is. */
export type Forms = KernelForms<KernelKind>;
/** Which form was chosen for each class of calls. */
export type ChosenForms = ReadonlyMap<number, number>;

/** What calls are tried on. */
export interface FormTrials {
  readonly formsOf: (kind: FormedKind) => Forms;
  readonly traits: DeviceTraits;
  /**
   * Gives the milliseconds of a call in each form, Infinity where one is of no use, and none for forms that it did not
   * come to while milliseconds were left.
   */
  readonly time: (call: FormedCall, forms: readonly number[], left: () => number) => Promise<readonly number[]>;
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
export async function chooseForms(
  calls: readonly FormedCall[],
  known: ReadonlyMap<FormedKind, ChosenForms>,
  { formsOf, traits, time, now }: FormTrials,
): Promise<ReadonlyMap<FormedKind, ChosenForms>> {
  const end = now() + MOST_TIME;
  const left = () => end - now();
  const chosen = new Map<FormedKind, ReadonlyMap<number, number>>();
  for (const { kind, shapeClass, alike } of byWork(calls, formsOf)) {
    if (known.get(kind)?.has(shapeClass)) continue;
    const forms = formsOf(kind);
    const [call] = alike.toSorted((a, b) => forms.workOf(b) - forms.workOf(a));
    const candidates = forms.candidatesFor(call, traits);
    const times = left() <= 0 || candidates.length === 1 ? [] : await time(call, candidates, left);
    chosen.set(kind, new Map([...(chosen.get(kind) ?? []), [shapeClass, candidates[fastest(times)]]]));
  }
  return chosen;
}

/** Tells whether a call is of a kernel that has forms. */
export function hasForms(call: KernelCall): call is FormedCall {
  return call.kind === "matmul" || call.kind === "gru" || call.kind === "gruBackward";
}

/** Gives the index of the least time, or 0 where none is clearly less than the first. */
function fastest(times: readonly number[]): number {
  const least = Math.min(...times);
  return least <= LEAST_GAIN * times[0] ? times.indexOf(least) : 0;
}

interface CallClass {
  readonly kind: FormedKind;
  readonly shapeClass: number;
  readonly alike: readonly FormedCall[];
}

function byWork(calls: readonly FormedCall[], formsOf: FormTrials["formsOf"]): readonly CallClass[] {
  const classes = new Map<string, CallClass>();
  for (const call of calls) {
    const { kind } = call;
    const shapeClass = formsOf(kind).classOf(call);
    const name = `${kind} ${shapeClass}`;
    classes.set(name, { kind, shapeClass, alike: [...(classes.get(name)?.alike ?? []), call] });
  }
  const workOf = ({ kind, alike }: CallClass) => alike.reduce((work, call) => work + formsOf(kind).workOf(call), 0);
  return [...classes.values()].toSorted((a, b) => workOf(b) - workOf(a));
}
