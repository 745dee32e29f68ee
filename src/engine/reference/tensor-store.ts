// Owns a session's lasting tensors: the weights and the optimizer's slots. Knows how to copy them in
// and out, not what they mean.
import * as tf from "@tensorflow/tfjs";
import type { ModelGraph } from "@/domain/graph/model-graph";
import { graphParameters, trainedParameters } from "@/domain/graph/parameters";
import type { NamedTensors, PlainTensor } from "@/domain/named-tensors";
import type { StateTensors, StoredTensor } from "@/domain/stored-tensor";
import { type OptimizerKind, optimizerSlots, slotName } from "@/domain/training/optimizer";
import type { SnapshotName } from "@/domain/training/snapshot";
import type { StatePlace } from "../engine";

interface Entry {
  readonly name: string;
  readonly shape: readonly number[];
  /** Slots that a state lacks start at zero; weights must be there. */
  readonly optional: boolean;
}

/** The kept tensors of one session, by name. */
export class TensorStore {
  readonly #entries: readonly Entry[];
  /** Tensors that no step changes, as they were given last: readings share them. */
  #unchanged: StateTensors = new Map();
  readonly #frozen: readonly string[];
  readonly #tensors = new Map<string, tf.Tensor>();
  /** What training changes, as it was when it was kept. */
  readonly #kept = new Map<SnapshotName, ReadonlyMap<string, tf.Tensor>>();

  constructor(graph: ModelGraph, optimizer: OptimizerKind, initial: NamedTensors, given: StateTensors) {
    const parameters = graphParameters(graph);
    const slots = optimizerSlots[optimizer].flatMap((slot) =>
      trainedParameters(graph).map(({ name, shape }) => ({ name: slotName(slot, name), shape, optional: true })),
    );
    this.#entries = [...parameters.map(({ name, shape }) => ({ name, shape, optional: false })), ...slots];
    this.#frozen = parameters.filter(({ role }) => role === "frozen").map(({ name }) => name);
    this.write(initial, given);
  }

  /** All tensors by name; valid until the next replacement. */
  get tensors(): ReadonlyMap<string, tf.Tensor> {
    return this.#tensors;
  }

  /** Takes ownership of `tensor` and disposes the one it replaces. */
  replace(name: string, tensor: tf.Tensor): void {
    this.#tensors.get(name)?.dispose();
    this.#tensors.set(name, tf.keep(tensor));
  }

  /** Keeps what training changes; tensors never change, so clones of them share their memory. */
  keep(snapshot: SnapshotName): void {
    this.#keepAs(snapshot, (name) => tf.clone(this.#tensors.get(name) as tf.Tensor));
  }

  /** Goes back to what is kept. */
  putBack(snapshot: SnapshotName): void {
    for (const [name, tensor] of this.#keptTensors(snapshot)) this.replace(name, tf.clone(tensor));
  }

  /** Copies every tensor that training changes from plain arrays into a snapshot; missing slots become zeros. */
  writeKept(snapshot: SnapshotName, source: NamedTensors): void {
    this.#keepAs(snapshot, (name, entry) => createTensor(entry, source.get(name)));
  }

  #keepAs(snapshot: SnapshotName, create: (name: string, entry: Entry) => tf.Tensor): void {
    const changing = this.#entries.filter(({ name }) => !this.#unchanged.has(name));
    const kept = new Map(changing.map((entry) => [entry.name, tf.keep(create(entry.name, entry))]));
    tf.dispose([...(this.#kept.get(snapshot)?.values() ?? [])]);
    this.#kept.set(snapshot, kept);
  }

  #keptTensors(snapshot: SnapshotName): ReadonlyMap<string, tf.Tensor> {
    const kept = this.#kept.get(snapshot);
    if (kept === undefined) throw new Error(`TensorStore: expected a snapshot "${snapshot}", got none`);
    return kept;
  }

  /** Copies every tensor from plain arrays, which were read from what was `given`; missing slots become zeros. */
  write(source: NamedTensors, given: StateTensors): void {
    for (const entry of this.#entries) {
      this.replace(entry.name, createTensor(entry, source.get(entry.name)));
    }
    this.#unchanged = new Map(this.#frozen.map((name) => [name, given.get(name) as PlainTensor | StoredTensor]));
  }

  /** Copies every tensor that steps change as it stands at the call, slots unless weights alone are wanted. */
  async read(what: "weights" | "all", of: StatePlace): Promise<StateTensors> {
    const unchanged = this.#unchanged;
    const tensors = of === "newest" ? this.#tensors : this.#keptTensors(of);
    const snapshot = this.#entries.flatMap((entry) => {
      if (unchanged.has(entry.name) || (what === "weights" && entry.optional)) return [];
      // A step during the wait replaces tensors; the clone keeps this one's memory alive.
      const tensor = tf.keep(tf.clone(tensors.get(entry.name) as tf.Tensor));
      return [{ ...entry, tensor }];
    });
    const copies = await Promise.all(
      snapshot.map(async ({ name, shape, tensor }): Promise<[string, PlainTensor]> => {
        const data = await tensor.data<"float32">(); // GPU sync
        return [name, { shape, data: data.slice() }];
      }),
    );
    tf.dispose(snapshot.map(({ tensor }) => tensor));
    return new Map<string, PlainTensor | StoredTensor>([...copies, ...unchanged]);
  }

  /** Frees every tensor. */
  dispose(): void {
    for (const tensors of [this.#tensors, ...this.#kept.values()]) tf.dispose([...tensors.values()]);
    this.#tensors.clear();
    this.#kept.clear();
  }
}

function createTensor(entry: Entry, source: PlainTensor | undefined): tf.Tensor {
  const shape = [...entry.shape];
  if (source === undefined) {
    if (entry.optional) {
      return tf.zeros(shape);
    }
    throw new Error(`TensorStore: expected a tensor named ${entry.name}, got none`);
  }
  if (source.shape.join() !== shape.join()) {
    throw new Error(`TensorStore: expected ${entry.name} of shape (${shape}), got (${source.shape})`);
  }
  // Backends may keep the array that they are given.
  return tf.tensor(source.data.slice(), shape);
}
