// What a peer of the benchmark is: it opens tasks and does a number of rounds of each. Peers in the
// browser, in Python and here all look alike to whoever measures them. Measures nothing itself.
import type { ParamStorage } from "@/domain/graph/model-graph";
import type { WindowForm } from "@/domain/inference/decoder";
import type { Effort } from "./page/webgpu-effort";
import type { SystemId } from "./systems";

/** What can be asked of a peer. */
export type Task =
  /** Training steps of one of the systems, all from the same weights on the same windows. */
  | { readonly kind: "training"; readonly system: SystemId; readonly dropout: boolean }
  /** Products (m,k) * (k,n) of dense float32 matrices. */
  | ProductTask
  /** Steps of a model of one of the sizes of fine-tuning, as they are or call by call, or texts by it. */
  | FineTuningTask
  /** Multiply-adds in registers on one thread: the most that there can be. */
  | { readonly kind: "roof" }
  /** Characters written at batch 1 and temperature 1, far beyond the model's window. */
  | { readonly kind: "sampling"; readonly system: SystemId; readonly window: WindowForm };

/** Frozen weights are stored as told. */
export interface FineTuningTask {
  readonly kind: "fineTuning";
  readonly size: string;
  readonly storage: ParamStorage;
  readonly what: "steps" | "calls" | "texts";
}

/** A product, with either operand stored transposed. */
interface ProductTask {
  readonly kind: "product";
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/** What all calls of one kind in a step took together. */
export interface CallTime {
  readonly name: string;
  readonly count: number;
  readonly milliseconds: number;
  /** Float operations of products, 0 otherwise. */
  readonly operations: number;
}

/** What `count` units of work took; losses in nats, one a step, of training only. */
export interface Work {
  readonly milliseconds: number;
  readonly losses: readonly number[];
  /** What a step cost beside its time, where the peer watches that. */
  readonly effort?: Effort;
  /** Of a step that is taken call by call: the least times, the longest first. */
  readonly calls?: readonly CallTime[];
  /** Of fine-tuning: bytes of the engine, and float operations of a step's products; of the roof, its own. */
  readonly bytes?: number;
  readonly operations?: number;
}

/** A task in progress. */
export interface PeerSession {
  /** Does `count` more steps, products or characters, until the last result is there to be read. */
  run(count: number): Promise<Work>;
  close(): Promise<void>;
}

/** One contestant. */
export interface Peer {
  /** How it does the work, in a few words. */
  readonly form: string;
  /** Opens a task; null when this peer does not do such tasks. */
  open(task: Task): Promise<PeerSession | null>;
}
