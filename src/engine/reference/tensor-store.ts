// Owns a session's lasting tensors: the weights and the optimizer's slots. Knows how to copy them in
// and out, not what they mean.
import * as tf from "@tensorflow/tfjs";
import type { ModelGraph } from "@/domain/graph/model-graph";
import { graphParameters, trainedParameters } from "@/domain/graph/parameters";
import type { NamedTensors, PlainTensor } from "@/domain/named-tensors";
import { type OptimizerKind, optimizerSlots, slotName } from "@/domain/training/optimizer";

interface Entry {
  readonly name: string;
  readonly shape: readonly number[];
  /** Slots that a state lacks start at zero; weights must be there. */
  readonly optional: boolean;
}

/** The kept tensors of one session, by name. */
export class TensorStore {
  readonly #entries: readonly Entry[];
  /** Tensors that no step changes, as they were written last: readings share them. */
  #unchanged: NamedTensors = new Map();
  readonly #frozen: readonly string[];
  readonly #tensors = new Map<string, tf.Tensor>();

  constructor(graph: ModelGraph, optimizer: OptimizerKind, initial: NamedTensors) {
    const parameters = graphParameters(graph);
    const slots = optimizerSlots[optimizer].flatMap((slot) =>
      trainedParameters(graph).map(({ name, shape }) => ({ name: slotName(slot, name), shape, optional: true })),
    );
    this.#entries = [...parameters.map(({ name, shape }) => ({ name, shape, optional: false })), ...slots];
    this.#frozen = parameters.filter(({ role }) => role === "frozen").map(({ name }) => name);
    this.write(initial);
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

  /** Copies every tensor from plain arrays; missing slots become zeros. */
  write(source: NamedTensors): void {
    for (const entry of this.#entries) {
      this.replace(entry.name, createTensor(entry, source.get(entry.name)));
    }
    this.#unchanged = new Map(this.#frozen.map((name) => [name, source.get(name) as PlainTensor]));
  }

  /** Copies every tensor that steps change as it stands at the call, slots unless weights alone are wanted. */
  async read(what: "weights" | "all"): Promise<NamedTensors> {
    const unchanged = this.#unchanged;
    const snapshot = this.#entries.flatMap((entry) => {
      if (unchanged.has(entry.name) || (what === "weights" && entry.optional)) return [];
      // A step during the wait replaces tensors; the clone keeps this one's memory alive.
      const tensor = tf.keep(tf.clone(this.#tensors.get(entry.name) as tf.Tensor));
      return [{ ...entry, tensor }];
    });
    const copies = await Promise.all(
      snapshot.map(async ({ name, shape, tensor }): Promise<[string, PlainTensor]> => {
        const data = await tensor.data<"float32">(); // GPU sync
        return [name, { shape, data: data.slice() }];
      }),
    );
    tf.dispose(snapshot.map(({ tensor }) => tensor));
    return new Map([...copies, ...unchanged]);
  }

  /** Frees every tensor. */
  dispose(): void {
    tf.dispose([...this.#tensors.values()]);
    this.#tensors.clear();
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
