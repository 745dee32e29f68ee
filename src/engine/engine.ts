// What an engine is: it opens training sessions over a ModelGraph. Everything above this file
// (training loop, worker, page) works with any engine.

import type { ModelGraph } from "@/domain/graph/model-graph";
import type { Decoder } from "@/domain/inference/decoder";
import type { StepMetrics } from "@/domain/run/run-series";
import type { WindowChoice } from "@/domain/sampling/sampling-config";
import type { StateTensors } from "@/domain/stored-tensor";
import type { DeviceReport } from "@/domain/training/device-report";
import type { MemoryNeed } from "@/domain/training/memory-forecast";
import type { Optimizer, OptimizerKind } from "@/domain/training/optimizer";
import type { SnapshotName } from "@/domain/training/snapshot";
import type { BatchOrder } from "@/domain/windows/batch-order";
import type { TokenWindows } from "@/domain/windows/token-windows";

/** A way to train and to write on one device. */
export interface Engine {
  readonly device: DeviceReport;
  /** Gives the engine that trains a model best here, with its own report; absent where there is one alone. */
  engineFor?(request: PlanRequest): Promise<Engine>;
  /** Opens a session; rejects with OutOfMemory where the device does not have as much as it should. */
  open(request: SessionRequest): Promise<TrainingSession>;
  /**
   * Counts or, where a library decides, estimates the bytes that a session of the request holds at most, and the most that
   * one whose memory is so divided can hold here; known before anything is tried.
   */
  predictMemory(request: PlanRequest): MemoryNeed;
  /** Opens next-token prediction by the tensors given, dropout off. */
  openDecoder(request: DecoderRequest): Promise<OpenDecoder>;
  dispose(): void;
}

/** A model to write with, and how it reads texts shorter or longer than a window. */
export interface DecoderRequest {
  readonly graph: ModelGraph;
  readonly tensors: StateTensors;
  /** Stands before a text shorter than a window, where the model needs a whole one. */
  readonly fillId: number;
  readonly window: WindowChoice;
}

/** A decoder that may hold memory of the device until it is disposed. */
export interface OpenDecoder extends Decoder {
  dispose(): void;
}

/** All that a session needs to know once. `state` restores weights, slots and the step count. */
export interface SessionRequest {
  readonly graph: ModelGraph;
  readonly windows: TokenWindows;
  readonly order: BatchOrder;
  readonly optimizer: OptimizerKind;
  readonly state: SessionState | null;
}

/** What a session's memory and programs depend on. */
export type PlanRequest = Omit<SessionRequest, "state">;

/**
 * Weights and optimizer slots after `step` finished steps: enough to go on bit for bit. Sessions read what is stored
 * straight into their device. Of what they give, frozen weights are as they were given; all else is a copy in memory where
 * the state was read, and where it was lent may lie on the device, to be read from there.
 */
export interface SessionState {
  readonly step: number;
  readonly tensors: StateTensors;
}

/** A state that a session holds: the one that it trains on, or one that it keeps. */
export type StatePlace = "newest" | SnapshotName;

/** What may change from one call to the next while a run goes on. */
export interface StepSettings {
  readonly optimizer: Optimizer;
  /** Largest global L2 norm of the gradient, null for no clipping. */
  readonly gradientClip: number | null;
}

/** Means over the targets that count in the windows seen, dropout off; 0 where none does. */
export interface Evaluation {
  readonly loss: number;
  readonly accuracy: number;
  /** Targets that counted: the means times this are sums. */
  readonly counted: number;
  readonly windows: number;
}

/** One model in training on one set of windows; holds memory of the device until disposed. */
export interface TrainingSession {
  /** Windows that one evaluation batch takes; `evaluate` is cheapest in multiples of it. */
  readonly evaluationBatch: number;
  /** Targets of a step, those included that do not count. */
  readonly stepTargets: number;
  /** Enqueues one step for each learning rate, in order; never waits for the device. */
  step(settings: StepSettings, learningRates: readonly number[]): void;
  /** Gives the metrics of all steps enqueued since the last call, in order. The only wait. */
  drain(): Promise<readonly StepMetrics[]>;
  /** Measures the windows [from, from + count) of a split; the caller bounds `count` to stay responsive. */
  evaluate(split: "train" | "validation", from: number, count: number): Promise<Evaluation>;
  /**
   * Copies weights from the device, and optimizer slots unless it is asked for weights alone: the newest, unless told.
   * Rejects where a snapshot is asked for that holds nothing.
   */
  readState(what?: "weights" | "all", of?: StatePlace): Promise<SessionState>;
  /**
   * Gives the same without a copy where it can: tensors that are read from the device piece by piece, when they are
   * wanted. Once the place has been written, or the session disposed of, whatever reads them rejects with StateGone.
   */
  lendState(what?: "weights" | "all", of?: StatePlace): Promise<SessionState>;
  /** Puts a state in the place of the newest, unless told; a snapshot takes of it what training changes. */
  writeState(state: SessionState, into?: StatePlace): Promise<void>;
  /** Tells whether all weights and slots are finite numbers; looked at on the device. */
  isSound(): Promise<boolean>;
  /** Enqueues a copy of the newest state, on the device, in the place of what the snapshot held. */
  keep(snapshot: SnapshotName): void;
  /** Enqueues the way back to a snapshot, which stays; throws where it holds nothing. */
  putBack(snapshot: SnapshotName): void;
  /** Bytes and tensors that the session holds, for leak tests and the page. */
  memory(): { readonly tensors: number; readonly bytes: number };
  dispose(): void;
}
