// A training session as plans on a device: fills step records, enqueues runs, reads metrics back.
import { graphParameters } from "@/domain/graph/parameters";
import type { PlainTensor } from "@/domain/named-tensors";
import { randomKey } from "@/domain/random";
import type { StepMetrics } from "@/domain/run/run-series";
import type { StateTensors, StoredTensor } from "@/domain/stored-tensor";
import { optimizerSlots, slotName } from "@/domain/training/optimizer";
import type { SnapshotName } from "@/domain/training/snapshot";
import type { Evaluation, PlanRequest, SessionState, StatePlace, StepSettings, TrainingSession } from "../engine";
import { writeRates } from "../operations/optimizer/plan";
import { StateGone } from "../state-gone";
import type { SessionPlan } from "./compile-session";
import { type DeviceBuffer, partOf } from "./contract/device-buffer";
import type { Device, Program } from "./device";
import { lentTensors } from "./lent-tensors";
import { PlanEvaluator } from "./plan-evaluator";
import { StepDealer } from "./step-dealer";
import { uploadTensors } from "./upload-tensors";

/** Steps under way: number and learning rate of each, and their records when done. */
interface PendingRun {
  readonly firstStep: number;
  readonly learningRates: readonly number[];
  readonly records: Promise<Uint32Array<ArrayBuffer>>;
}

/** Words that are set to zero at once. */
const CLEARED_WORDS = 2 ** 20;

/** Trains one graph on one set of windows. */
export class PlanSession implements TrainingSession {
  readonly #request: PlanRequest;
  readonly #plan: SessionPlan;
  readonly #device: Device;
  readonly #evaluator: PlanEvaluator;
  readonly #dealer: StepDealer;
  /** Of each form, by the settings of the newest steps. */
  #programs: { readonly settings: StepSettings; readonly byForm: Map<number, Program> } | null = null;
  #soundness: Program | null = null;
  readonly #onDispose: (session: PlanSession) => void;
  #finished = 0;
  /** Steps that were finished in what is kept. */
  readonly #kept = new Map<SnapshotName, number>();
  /** Frozen tensors as they were written last: states share them. */
  #unchanged: StateTensors = new Map();
  /** How often each place was written: what was lent of it before is gone. */
  readonly #writes: Record<StatePlace, number> = { newest: 0, good: 0, best: 0 };
  #isClosed = false;
  #pending: PendingRun[] = [];

  private constructor(
    { graph, windows, order, optimizer }: PlanRequest,
    plan: SessionPlan,
    device: Device,
    onDispose: (session: PlanSession) => void,
  ) {
    this.#onDispose = onDispose;
    // Not the state that it begins with: those weights are on the device now, and would be held twice.
    this.#request = { graph, windows, order, optimizer };
    this.#plan = plan;
    this.#device = device;
    device.upload(plan.store.tokens, windows.tokens);
    const { lossMask } = windows;
    if (plan.store.lossMask !== null && lossMask !== null) device.upload(plan.store.lossMask, lossMask);
    this.#dealer = new StepDealer(this.#request, plan.training.forms);
    this.#evaluator = new PlanEvaluator(this.#request, plan.evaluation, device);
  }

  /** Takes ownership of a device with the plan's memory; `onDispose` hears of the end. */
  static async open(
    request: PlanRequest,
    plan: SessionPlan,
    device: Device,
    initial: SessionState,
    onDispose: (session: PlanSession) => void,
  ): Promise<PlanSession> {
    const session = new PlanSession(request, plan, device, onDispose);
    // Slots that are missing are zero, which fresh memory is: what nobody writes takes no memory of the machine yet.
    await session.#write(initial, "newest", "untouched");
    return session;
  }

  get evaluationBatch() {
    return this.#plan.evaluation.batch;
  }

  get stepTargets() {
    const { graph, order } = this.#request;
    return order.batchSize * order.accumulation * (graph.lossPositions === "every" ? graph.contextLength : 1);
  }

  step(settings: StepSettings, learningRates: readonly number[]): void {
    if (settings.optimizer.kind !== this.#request.optimizer) {
      throw new Error(`step: expected settings of ${this.#request.optimizer}, got ${settings.optimizer.kind}`);
    }
    const { capacity, stride } = this.#plan.training.records;
    for (let done = 0; done < learningRates.length; ) {
      const records: Uint32Array<ArrayBuffer>[] = [];
      let form = -1;
      // Steps of one form that follow each other are one run.
      while (done + records.length < learningRates.length && records.length < capacity) {
        const record = new Uint32Array(stride);
        const own = this.#fillRecord(record, settings, learningRates[done + records.length], records.length);
        if (form !== -1 && own !== form) break;
        form = own;
        records.push(record);
      }
      this.#enqueue(this.#programFor(form, settings), records, learningRates.slice(done, done + records.length));
      done += records.length;
    }
  }

  async drain(): Promise<readonly StepMetrics[]> {
    const runs = this.#pending;
    this.#pending = [];
    const results = await Promise.all(runs.map((run) => run.records)); // GPU sync
    return runs.flatMap((run, index) => this.#metricsOf(run, new Float32Array(results[index].buffer)));
  }

  evaluate(split: "train" | "validation", from: number, count: number): Promise<Evaluation> {
    return this.#evaluator.evaluate(split, from, count);
  }

  async readState(what: "weights" | "all" = "all", of: StatePlace = "newest"): Promise<SessionState> {
    const { states, layout } = this.#plan.store;
    const [step, unchanged] = [this.#stepOf(of), this.#unchanged];
    // All are asked for before the first wait, so that steps meanwhile change none.
    const packed = await Promise.all(partsOf(states[of], what).map((buffer) => this.#device.download(buffer))); // GPU sync
    return {
      step,
      tensors: this.#named(
        packed.map((array) => layout.unpack(array)),
        unchanged,
      ),
    };
  }

  async lendState(what: "weights" | "all" = "all", of: StatePlace = "newest"): Promise<SessionState> {
    const { states, layout } = this.#plan.store;
    const step = this.#stepOf(of);
    const writes = this.#writes[of];
    const lender = () => {
      if (this.#isClosed) throw new StateGone(of, "closed");
      if (this.#writes[of] !== writes) throw new StateGone(of, "written");
      return this.#device;
    };
    const lent = partsOf(states[of], what).map((buffer) => lentTensors(layout, buffer, lender));
    return { step, tensors: this.#named(lent, this.#unchanged) };
  }

  /** Names the tensors of a state: weights first, then slots, and what no step changes. */
  #named(
    [weights, ...rest]: readonly (readonly (readonly [string, PlainTensor | StoredTensor])[])[],
    unchanged: StateTensors,
  ): StateTensors {
    const slots = optimizerSlots[this.#request.optimizer];
    const named = rest.flatMap((part, index) =>
      part.map(([name, tensor]) => [slotName(slots[index], name), tensor] as const),
    );
    return new Map([...weights, ...named, ...unchanged]);
  }

  writeState(state: SessionState, into: StatePlace = "newest"): Promise<void> {
    return this.#write(state, into, "zeros");
  }

  async #write({ step, tensors }: SessionState, into: StatePlace, missing: "zeros" | "untouched"): Promise<void> {
    this.#writes[into] += 1;
    const { layout, weights, states } = this.#plan.store;
    const [changing, ...slots] = states[into];
    // What is frozen is written with the newest weights, and no snapshot holds it.
    const weightsInto = into === "newest" ? weights : changing;
    await uploadTensors(this.#device, tensors, {
      layout,
      into: weightsInto,
      nameOf: (name) => name,
      missing: "refused",
    });
    for (const [index, slot] of optimizerSlots[this.#request.optimizer].entries()) {
      // A snapshot of weights alone has no place for slots.
      if (slots[index] === undefined) continue;
      const nameOf = (name: string) => slotName(slot, name);
      await uploadTensors(this.#device, tensors, { layout, into: slots[index], nameOf, missing });
    }
    if (into !== "newest") {
      this.#kept.set(into, step);
      return;
    }
    const frozen = graphParameters(this.#request.graph).filter(({ role }) => role === "frozen");
    this.#unchanged = new Map(frozen.map(({ name }) => [name, tensors.get(name) as PlainTensor | StoredTensor]));
    this.#finished = step;
  }

  async isSound(): Promise<boolean> {
    const { calls, records, found } = this.#plan.soundness;
    this.#soundness ??= this.#device.compile(calls, records);
    const results = await this.#device.run(this.#soundness, new Uint32Array(records.stride)); // GPU sync
    const counts = new Float32Array(results.buffer);
    return found.every(({ start }) => counts[start] === 0);
  }

  keep(snapshot: SnapshotName): void {
    this.#copy("newest", snapshot);
    this.#kept.set(snapshot, this.#finished);
  }

  putBack(snapshot: SnapshotName): void {
    const step = this.#stepOf(snapshot);
    this.#copy(snapshot, "newest");
    this.#finished = step;
  }

  memory() {
    return { tensors: this.#plan.memory.offsets.size, bytes: this.#device.bytes };
  }

  dispose(): void {
    this.#pending = [];
    this.#isClosed = true;
    this.#device.dispose();
    this.#onDispose(this);
  }

  #copy(from: StatePlace, to: StatePlace): void {
    this.#writes[to] += 1;
    const { [from]: source, [to]: target } = this.#plan.store.states;
    for (const [index, buffer] of target.entries()) {
      if (index < source.length) this.#device.copy(source[index], buffer);
      else this.#clear(buffer);
    }
  }

  #clear(buffer: DeviceBuffer): void {
    const zeros = new Float32Array(Math.min(buffer.words, CLEARED_WORDS));
    for (let start = 0; start < buffer.words; start += zeros.length) {
      const words = Math.min(zeros.length, buffer.words - start);
      this.#device.upload(partOf(buffer, "cleared", start, words), zeros.subarray(0, words));
    }
  }

  #stepOf(place: StatePlace): number {
    const step = place === "newest" ? this.#finished : this.#kept.get(place);
    if (step === undefined) throw new Error(`PlanSession: expected a snapshot "${place}", got none`);
    return step;
  }

  #enqueue(program: Program, steps: readonly Uint32Array[], learningRates: readonly number[]): void {
    this.#writes.newest += 1;
    const { stride } = this.#plan.training.records;
    const records = new Uint32Array(stride * steps.length);
    for (const [index, record] of steps.entries()) records.set(record, index * stride);
    this.#pending.push({ firstStep: this.#finished + 1, learningRates, records: this.#device.run(program, records) });
    this.#finished += steps.length;
  }

  /** Writes what step number `ahead` behind the finished ones needs to know; gives the place of its form. */
  #fillRecord(record: Uint32Array, { optimizer }: StepSettings, learningRate: number, ahead: number): number {
    const { order } = this.#request;
    const { starts, batches, rate } = this.#plan.training.fields;
    const step = this.#finished + ahead;
    for (const [batch, { dropoutKeys }] of batches.entries()) {
      for (const [node, field] of dropoutKeys) {
        const { a, b } = randomKey(order.seed, "dropout", step * batches.length + batch, node);
        record.set([a, b], field.start);
      }
    }
    const rates = new Float32Array(record.buffer, record.byteOffset + 4 * rate.start, rate.words);
    writeRates(rates, optimizer, learningRate, step + 1);
    return this.#dealer.deal(step, record.subarray(starts.start, starts.start + starts.words));
  }

  /** Gives the program of a form by settings; live settings change seldom, and translating is quick. */
  #programFor(form: number, settings: StepSettings): Program {
    if (this.#programs === null || !sameSettings(this.#programs.settings, settings)) {
      this.#programs = { settings, byForm: new Map() };
    }
    const { byForm } = this.#programs;
    const { training } = this.#plan;
    const program = byForm.get(form) ?? this.#device.compile(training.callsFor(form, settings), training.records);
    byForm.set(form, program);
    return program;
  }

  #metricsOf({ firstStep, learningRates }: PendingRun, records: Float32Array): readonly StepMetrics[] {
    const { stride } = this.#plan.training.records;
    const { batches, norm } = this.#plan.training.fields;
    return learningRates.map((learningRate, index) => {
      let [loss, accuracy, counted] = [0, 0, 0];
      for (const { metrics } of batches) {
        const at = index * stride + metrics.start;
        loss += records[at];
        accuracy += records[at + 1];
        counted = records[at + 2];
      }
      const gradientNorm = records[index * stride + norm.start];
      return { step: firstStep + index, loss, accuracy, counted, gradientNorm, learningRate };
    });
  }
}

/** Gives the parts of a state: weights, and slots unless weights alone are wanted. */
function partsOf(state: readonly DeviceBuffer[], what: "weights" | "all"): readonly DeviceBuffer[] {
  return what === "all" ? state : state.slice(0, 1);
}

function sameSettings(a: StepSettings, b: StepSettings): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
