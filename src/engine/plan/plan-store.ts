// The buffers that last as long as a session: tokens, weights, gradients and optimizer slots. All parameters lie in
// one flat stretch of memory, and their gradients and slots in others of the same layout, so that clipping and
// optimizer are one kernel each.
import type { ModelGraph, Param } from "@/domain/graph/model-graph";
import { graphParameters, sizeOf } from "@/domain/graph/parameters";
import type { PlainTensor } from "@/domain/named-tensors";
import { type OptimizerKind, optimizerSlots } from "@/domain/training/optimizer";
import { type SnapshotName, snapshotNames } from "@/domain/training/snapshot";
import type { TokenWindows } from "@/domain/windows/token-windows";
import type { StatePlace } from "../engine";
import type { TokenStream } from "../operations/windows/plan";
import { alignedWords, createBuffer, type DeviceBuffer, partOf } from "./contract/device-buffer";

/** Counts the words that a parameter's numbers take. */
function wordsOf({ shape, storage }: Param): number {
  return storage === "float16" ? Math.ceil(sizeOf(shape) / 2) : sizeOf(shape);
}

/** Where each parameter lies, trained ones first; the words between two are zero and stay so. */
export class ParameterLayout {
  readonly words: number;
  /** Of the trained ones: gradients and slots are this long. */
  readonly trainedWords: number;
  /** Those that training changes, in the order in which they lie. */
  readonly trained: readonly Param[];
  readonly #params: readonly Param[];
  readonly #starts = new Map<string, number>();

  constructor(params: readonly Param[]) {
    let words = 0;
    const place = (param: Param) => {
      this.#starts.set(param.name, words);
      words += alignedWords(wordsOf(param));
    };
    const [trained, frozen] = (["trained", "frozen"] as const).map((role) =>
      params.filter((param) => param.role === role),
    );
    trained.forEach(place);
    this.trainedWords = words;
    frozen.forEach(place);
    this.words = words;
    this.trained = trained;
    this.#params = [...trained, ...frozen];
  }

  /** Gives a parameter's part of a buffer with this layout. */
  part(whole: DeviceBuffer, param: Param): DeviceBuffer {
    return partOf(whole, `${whole.name}.${param.name}`, this.#startOf(param.name), wordsOf(param));
  }

  /** Gives the part of a buffer with this layout that training changes. */
  trainedPart(whole: DeviceBuffer): DeviceBuffer {
    return this.trainedWords === this.words ? whole : partOf(whole, `${whole.name}.trained`, 0, this.trainedWords);
  }

  /** Lists the parameters that have a part in a buffer with this layout, or in one as long as its trained part. */
  paramsIn(buffer: DeviceBuffer): readonly Param[] {
    return buffer.words === this.words ? this.#params : this.trained;
  }

  /** Takes what is trained out of one array, whose memory the tensors share. */
  unpack(packed: Float32Array): readonly (readonly [name: string, tensor: PlainTensor])[] {
    return this.trained.map(({ name, shape }) => {
      const start = this.#startOf(name);
      return [name, { shape, data: packed.subarray(start, start + sizeOf(shape)) }];
    });
  }

  #startOf(name: string): number {
    const start = this.#starts.get(name);
    if (start === undefined) throw new Error(`ParameterLayout: expected a parameter of the graph, got ${name}`);
    return start;
  }
}

/** Where tokens and parameters lie. */
export interface PlanStore extends TokenStream {
  /** Of weights; gradients and each slot are its trained part. */
  readonly layout: ParameterLayout;
  readonly weights: DeviceBuffer;
  readonly gradients: DeviceBuffer;
  /** In the order of `optimizerSlots`. */
  readonly slots: readonly DeviceBuffer[];
  /** What training changes, as it is and as it is kept: weights, then slots unless they are left out. */
  readonly states: Readonly<Record<StatePlace, readonly DeviceBuffer[]>>;
}

/** What of a state snapshots hold: weights alone where there is no room for slots, which then begin at zero again. */
export type SnapshotContent = "all" | "weights";

/** Names the lasting buffers of a session. */
export function createStore(
  graph: ModelGraph,
  { tokens, lossMask }: Pick<TokenWindows, "tokens" | "lossMask">,
  optimizer: OptimizerKind,
  snapshots: SnapshotContent,
): PlanStore {
  const layout = new ParameterLayout(graphParameters(graph));
  const changing = (name: string) => createBuffer(name, layout.trainedWords);
  const weights = createBuffer("weights", layout.words);
  const slots = optimizerSlots[optimizer].map(changing);
  const kept = ["weights", ...(snapshots === "all" ? optimizerSlots[optimizer] : [])];
  const keptIn = (snapshot: SnapshotName) => kept.map((name) => changing(`${snapshot}.${name}`));
  const [good, best] = snapshotNames.map(keptIn);
  return {
    layout,
    weights,
    gradients: changing("gradients"),
    slots,
    states: { newest: [layout.trainedPart(weights), ...slots], good, best },
    tokens: createBuffer("tokens", Math.ceil(tokens.byteLength / 4)),
    tokenBytes: tokens.BYTES_PER_ELEMENT,
    lossMask: lossMask && createBuffer("lossMask", lossMask.length),
  };
}
