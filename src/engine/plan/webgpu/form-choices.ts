// Which form each class of calls takes on one device, remembered from visit to visit: a choice that changed would
// change the order of sums, and with it the last bits of a run.
import type { EngineHost } from "../../engine-host";
import type { KernelKind } from "../contract/kernel-call";
import type { ProgramPlan } from "../device";
import { type ChosenForms, chooseForms, type FormedKind, type Forms, hasForms } from "./choose-forms";
import { webGpuKernels } from "./kernels";
import { type IdleDevice, timeCall } from "./time-call";

const formedKinds: readonly FormedKind[] = ["matmul", "gru", "gruBackward"];

/** Gives the forms of a kernel that has several. */
export function formsOf(kind: FormedKind): Forms {
  const forms = webGpuKernels[kind]?.forms as Forms | undefined;
  if (forms === undefined) throw new Error(`formsOf: expected a kernel with forms, got ${kind}`);
  return forms;
}

/** The choices for one device. */
export class FormChoices {
  readonly #measurements: EngineHost["measurements"];
  readonly #machine: string;
  #chosen: ReadonlyMap<KernelKind, ChosenForms>;
  /** Everything asked for so far; never rejects. */
  #tail: Promise<unknown> = Promise.resolve();

  /** Takes up what is known of a `machine`, the name of an adapter and a browser's version. */
  constructor(measurements: EngineHost["measurements"], machine: string) {
    this.#measurements = measurements;
    this.#machine = machine;
    const known = (kind: FormedKind) =>
      readPairs(measurements.get(this.#keyOf(kind)) ?? [], formsOf(kind).names.length);
    this.#chosen = new Map(formedKinds.map((kind) => [kind, known(kind)]));
  }

  /** Gives the forms as they are chosen now; later choices do not change them. */
  get formOf(): (kind: KernelKind, shapeClass: number) => number | undefined {
    const chosen = this.#chosen;
    return (kind, shapeClass) => chosen.get(kind)?.get(shapeClass);
  }

  /** Tries on a device the calls of programs whose class was not tried yet; what fails changes nothing. */
  measure(programs: readonly ProgramPlan[], device: IdleDevice): Promise<void> {
    const measured = this.#tail.then(() => this.#measureNow(programs, device)).catch(() => undefined);
    this.#tail = measured;
    return measured;
  }

  async #measureNow(programs: readonly ProgramPlan[], device: IdleDevice): Promise<void> {
    const calls = programs.flatMap((program) => program.calls.filter(hasForms));
    const chosen = await chooseForms(calls, this.#chosen as ReadonlyMap<FormedKind, ChosenForms>, {
      formsOf,
      traits: device.traits,
      time: (call, ...trial) => timeCall(device, call, formsOf(call.kind).outputs, ...trial),
      now: () => performance.now(),
    });
    for (const [kind, more] of chosen) {
      const all = new Map([...(this.#chosen.get(kind) ?? []), ...more]);
      this.#chosen = new Map([...this.#chosen, [kind, all]]);
      this.#measurements.put(this.#keyOf(kind), [...all].flat());
    }
  }

  #keyOf(kind: FormedKind): string {
    return `forms of ${kind} ${this.#machine} ${formsOf(kind).names.join(" ")}`;
  }
}

/** Reads classes, each followed by the place of its form; what is no such place is left out. */
function readPairs(values: readonly number[], forms: number): ChosenForms {
  const pairs = Array.from({ length: Math.floor(values.length / 2) }, (_, index) => {
    return [values[2 * index], values[2 * index + 1]] as const;
  });
  return new Map(pairs.filter(([, form]) => Number.isInteger(form) && form >= 0 && form < forms));
}
