// Which form each class of products takes on one device, remembered from visit to visit: a choice that changed would
// change the order of sums, and with it the last bits of a run.
import type { EngineHost } from "../../engine-host";
import type { ProgramPlan } from "../device";
import { chooseProductForms, type Product } from "./choose-product-forms";
import { webGpuKernels } from "./kernels";
import { type IdleDevice, timeProduct } from "./time-product";

/** The choices for one device. */
export class ProductChoices {
  readonly #measurements: EngineHost["measurements"];
  readonly #key: string;
  #chosen: ReadonlyMap<number, number>;
  /** Everything asked for so far; never rejects. */
  #tail: Promise<unknown> = Promise.resolve();

  /** Takes up what is known of a `machine`, the name of an adapter and a browser's version. */
  constructor(measurements: EngineHost["measurements"], machine: string) {
    this.#measurements = measurements;
    const names = webGpuKernels.matmul?.forms?.names ?? [];
    this.#key = `products ${machine} ${names.join(" ")}`;
    this.#chosen = readPairs(measurements.get(this.#key) ?? [], names.length);
  }

  /** Gives the forms as they are chosen now; later choices do not change them. */
  get formOf(): (shapeClass: number) => number | undefined {
    const chosen = this.#chosen;
    return (shapeClass) => chosen.get(shapeClass);
  }

  /** Tries on a device the products of programs whose class was not tried yet; what fails changes nothing. */
  measure(programs: readonly ProgramPlan[], device: IdleDevice): Promise<void> {
    const measured = this.#tail.then(() => this.#measureNow(programs, device)).catch(() => undefined);
    this.#tail = measured;
    return measured;
  }

  async #measureNow(programs: readonly ProgramPlan[], device: IdleDevice): Promise<void> {
    const forms = webGpuKernels.matmul?.forms;
    if (forms === undefined) return;
    const calls = programs.flatMap((program) =>
      program.calls.filter((call): call is Product => call.kind === "matmul"),
    );
    const chosen = await chooseProductForms(calls, this.#chosen, {
      forms,
      traits: device.traits,
      time: (...trial) => timeProduct(device, ...trial),
      now: () => performance.now(),
    });
    if (chosen.size === 0) return;
    this.#chosen = new Map([...this.#chosen, ...chosen]);
    this.#measurements.put(this.#key, [...this.#chosen].flat());
  }
}

/** Reads classes, each followed by the place of its form; what is no such place is left out. */
function readPairs(values: readonly number[], forms: number): ReadonlyMap<number, number> {
  const pairs = Array.from({ length: Math.floor(values.length / 2) }, (_, index) => {
    return [values[2 * index], values[2 * index + 1]] as const;
  });
  return new Map(pairs.filter(([, form]) => Number.isInteger(form) && form >= 0 && form < forms));
}
