// What worker and page send beside comlink's messages, on the same port: that the worker lives, its events and that
// they were taken in, and copies of a run's state that outlive it. Comlink passes over messages that carry no id of its own.
import type { RunId } from "@/domain/run/run";
import type { WorkerEvent } from "./protocol";
import type { WorkerActivity } from "./watchdog";

/** A copy of a sound state of the run under way. */
export interface SoundState {
  readonly run: RunId;
  /** Of the newest weights, or of the best; these come only with newest ones that are as far. */
  readonly kind: "last" | "best";
  /** The checkpoint as a weights file; what was measured is on the page. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly step: number;
  /** Training that led to it. */
  readonly seconds: number;
}

const EVERY_MILLISECONDS = 5_000;
/** Bytes that are copied, sent and kept every five seconds; more than these are as much more seldom. */
const EASY_BYTES = 32 * 2 ** 20;

/** Gives the milliseconds between two copies of a run that trains, by the bytes of one. */
export function copyInterval(bytes: number): number {
  return EVERY_MILLISECONDS * Math.max(1, bytes / EASY_BYTES);
}

/** A message of the worker itself. */
export type WorkerSignal =
  | { readonly signal: "beat"; readonly activity: WorkerActivity }
  /** In batches, at most ten a second while training. */
  | { readonly signal: "events"; readonly events: readonly WorkerEvent[] }
  | { readonly signal: "soundState"; readonly state: SoundState };

/** What the page sends the worker beside comlink's calls: it has taken a batch of events in. */
export interface EventsSeen {
  readonly signal: "eventsSeen";
}

/** Tells the page's signal from comlink's messages. */
export function isEventsSeen(data: unknown): data is EventsSeen {
  return typeof data === "object" && data !== null && "signal" in data && data.signal === "eventsSeen";
}

/** Tells a signal from comlink's messages. */
export function isWorkerSignal(data: unknown): data is WorkerSignal {
  return typeof data === "object" && data !== null && "signal" in data;
}
