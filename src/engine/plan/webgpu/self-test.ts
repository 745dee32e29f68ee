// The self-test of a device: it carries out the calls of whole training steps one by one, each on the memory that
// plain loops leave before it, and must leave what they leave. So a kernel that a driver compiles wrongly is found
// before it trains anything, by its name.
import { startingState } from "../../starting-state";
import { compileSession } from "../compile-session";
import { createBuffer, type DeviceBuffer } from "../contract/device-buffer";
import { type ArgumentKind, kernelArguments } from "../contract/kernel-arguments";
import { buffersOf, type KernelCall, type KernelKind } from "../contract/kernel-call";
import type { StepField, StepRecords } from "../contract/step-records";
import type { Device, Program, ProgramPlan } from "../device";
import { type MemoryPlan, offsetIn } from "../memory-plan";
import { PlainDevice } from "../plain/plain-device";
import { PlanSession } from "../plan-session";
import { type SelfTestRequest, selfTestRequests } from "./self-test-requests";

/** A kernel that computes something else than it should. */
export interface KernelFault {
  readonly kernel: KernelKind;
  /** The largest error, as a share of the largest value; Infinity where a number is missing. */
  readonly error: number;
}

/** Larger errors are no rounding: a faulty kernel errs by a multiple, one of a careless driver by a tenth of it. */
const TOLERANCE = 1e-3;

/** Tries every kernel of a target on devices without memory; gives the worst that errs, null where none does. */
export async function findKernelFault(openDevice: () => Device): Promise<KernelFault | null> {
  const tried = new Set<string>();
  const faults = await Promise.all(
    selfTestRequests.map((request) => tryRequest(request, new WitnessedDevice(openDevice(), tried))),
  );
  return faults.flat().toSorted((a, b) => b.error - a.error)[0] ?? null;
}

async function tryRequest(
  { request, optimizer }: SelfTestRequest,
  witness: WitnessedDevice,
): Promise<readonly KernelFault[]> {
  const plan = compileSession(request, witness.tuning);
  const { forms, records } = plan.training;
  const steps = forms.map((_, form) => ({
    calls: plan.training.callsFor(form, { optimizer, gradientClip: 1 }),
    records,
  }));
  await witness.allocate(plan.memory, [...steps, plan.soundness]);
  const session = await PlanSession.open(request, plan, witness, startingState(request), () => undefined);
  try {
    session.step({ optimizer, gradientClip: 1 }, [0.01]);
    await session.drain();
    await session.isSound();
    return await witness.faults();
  } finally {
    session.dispose();
  }
}

interface WitnessedProgram extends Program {
  readonly calls: readonly KernelCall[];
}

/** Runs programs by plain loops, and of their calls one of each form on another device too. */
class WitnessedDevice implements Device {
  readonly threads = 1;
  readonly #plain = new PlainDevice();
  readonly #device: Device;
  readonly #tried: Set<string>;
  readonly #errors: Promise<KernelFault>[] = [];
  /** Forms that are to be tried here. */
  readonly #own = new Set<string>();
  #memory: MemoryPlan = { words: 0, asideWords: 0, offsets: new Map() };
  #whole: DeviceBuffer = createBuffer("memory", 0);

  /** Takes ownership of a device without memory; forms that were `tried` are not tried again. */
  constructor(device: Device, tried: Set<string>) {
    this.#device = device;
    this.#tried = tried;
  }

  get bytes() {
    return this.#device.bytes;
  }

  get tuning() {
    return this.#device.tuning;
  }

  /** Gives the calls that went wrong so far. */
  async faults(): Promise<readonly KernelFault[]> {
    const errors = await Promise.all(this.#errors);
    return errors.filter(({ error }) => !(error <= TOLERANCE));
  }

  async allocate(memory: MemoryPlan, programs: readonly ProgramPlan[]): Promise<void> {
    this.#whole = createBuffer("memory", memory.words);
    this.#memory = { ...memory, offsets: new Map([...memory.offsets, [this.#whole, 0]]) };
    this.#plain.allocate(this.#memory);
    const own = programs.map(({ calls, records }) => ({ calls: calls.filter((call) => this.#takes(call)), records }));
    // What does not compile fails once more where it is tried, by its name.
    await Promise.resolve(this.#device.allocate(this.#memory, own)).catch(() => undefined);
  }

  upload(buffer: DeviceBuffer, data: ArrayBufferView): void {
    this.#plain.upload(buffer, data);
  }

  download(buffer: DeviceBuffer): Promise<Float32Array<ArrayBuffer>> {
    return this.#plain.download(buffer);
  }

  copy(from: DeviceBuffer, to: DeviceBuffer): void {
    this.#plain.copy(from, to);
  }

  compile(calls: readonly KernelCall[], records: StepRecords): WitnessedProgram {
    return { calls, records };
  }

  async run({ calls, records }: WitnessedProgram, first: Uint32Array<ArrayBuffer>): Promise<Uint32Array<ArrayBuffer>> {
    let record = first;
    for (const call of calls) {
      const before = await this.#plain.download(this.#whole);
      const expected = await this.#plain.run(this.#plain.compile([call], records), record);
      const after = await this.#plain.download(this.#whole);
      if (this.#own.delete(formOf(call)))
        this.#errors.push(this.#compare(call, records, { before, after, record, expected }));
      record = expected;
    }
    return record;
  }

  dispose(): void {
    this.#plain.dispose();
    this.#device.dispose();
  }

  /** Tells whether a call is the first of its form, which is tried then. */
  #takes(call: KernelCall): boolean {
    const form = formOf(call);
    if (this.#tried.has(form)) return false;
    this.#tried.add(form);
    this.#own.add(form);
    return true;
  }

  async #compare(call: KernelCall, records: StepRecords, plain: Step): Promise<KernelFault> {
    this.#device.upload(this.#whole, plain.before);
    const ran = this.#device.run(this.#device.compile([call], records), plain.record);
    const left = this.#device.download(this.#whole);
    const results = await Promise.all([ran, left]).catch(() => null); // GPU sync
    if (results === null) return { kernel: call.kind, error: Number.POSITIVE_INFINITY };
    const [actualRecord, actual] = results;
    const inMemory = buffersOf(call).flatMap(([argument, buffer]) => {
      const start = offsetIn(this.#memory, buffer);
      const part = (values: Float32Array) => values.subarray(start, start + buffer.words);
      // What a target adds up in pieces, it may add up elsewhere.
      return argument === "partials" ? [] : [errorOf(part(actual), part(plain.after))];
    });
    const inRecord = fieldsOf(call).map(({ start, words }) =>
      errorOf(
        new Float32Array(actualRecord.buffer, 4 * start, words),
        new Float32Array(plain.expected.buffer, 4 * start, words),
      ),
    );
    return { kernel: call.kind, error: Math.max(0, ...inMemory, ...inRecord) };
  }
}

/** Names what tells the calls of one kernel from each other in more than sizes: its flags. */
function formOf(call: KernelCall): string {
  const values = call as unknown as Readonly<Record<string, unknown>>;
  const isFlag = ([, kind]: readonly [string, ArgumentKind]) => kind === "flag";
  const flags = Object.entries<ArgumentKind>(kernelArguments[call.kind]).filter(isFlag);
  return JSON.stringify([call.kind, ...flags.map(([name]) => values[name])]);
}

/** What plain loops had before a call, and have after it. */
interface Step {
  readonly before: Float32Array<ArrayBuffer>;
  readonly after: Float32Array<ArrayBuffer>;
  readonly record: Uint32Array<ArrayBuffer>;
  readonly expected: Uint32Array<ArrayBuffer>;
}

/** Lists the fields of the record that a call reads or writes. */
function fieldsOf(call: KernelCall): readonly StepField[] {
  const values = call as unknown as Readonly<Record<string, StepField | null>>;
  return Object.entries<ArgumentKind>(kernelArguments[call.kind]).flatMap(([argument, kind]) => {
    const field = kind === "step" || kind === "optionalStep" ? values[argument] : null;
    return field === null ? [] : [field];
  });
}

/** Gives the largest difference as a share of the largest value; words that are no numbers must be the same bits. */
function errorOf(actual: Float32Array, expected: Float32Array): number {
  const bits = (values: Float32Array) => new Uint32Array(values.buffer, values.byteOffset, values.length);
  const [actualBits, expectedBits] = [bits(actual), bits(expected)];
  let largest = 0;
  let difference = 0;
  for (let index = 0; index < expected.length; index++) {
    if (Number.isFinite(expected[index])) largest = Math.max(largest, Math.abs(expected[index]));
    if (actualBits[index] === expectedBits[index]) continue;
    const distance = Math.abs(actual[index] - expected[index]);
    difference = Math.max(difference, Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance);
  }
  if (difference === 0) return 0;
  return largest === 0 ? Number.POSITIVE_INFINITY : difference / largest;
}
