// How the trial between processor and graphics card is judged. Pure: touches no device and no clock.
import { countStepFlops } from "@/domain/graph/cost";
import type { DeviceFinding, DeviceReason } from "@/domain/training/device-report";
import type { PlanRequest } from "./engine";

/** Milliseconds that a step of a model takes on each. */
export interface StepTimes {
  readonly processor: number;
  readonly card: number;
}

/** Which of the two trains, and why. */
export interface TrialVerdict {
  readonly winner: keyof StepTimes;
  readonly reason: DeviceReason;
  readonly finding: DeviceFinding;
}

/** By so much the card must be faster: the processor gives the same bits everywhere, and decodes beside it. */
const LEAST_GAIN = 1.1;
/** Float operations of a step that even one slow thread does in half a second. */
const MOST_FLOPS = 2e9;

/** Decides by measured times. */
export function judgeTrial({ processor, card }: StepTimes): TrialVerdict {
  const times = processor / card;
  return times >= LEAST_GAIN
    ? { winner: "card", reason: "fasterThanProcessor", finding: { kind: "speed", times } }
    : { winner: "processor", reason: "fasterThanCard", finding: { kind: "speed", times: 1 / times } };
}

/** Gives how many windows of a batch the processor is tried on: all, or what it can do in a moment. */
export function trialBatch({ graph, order }: PlanRequest): number {
  const affordable = Math.floor(MOST_FLOPS / countStepFlops(graph, 1));
  return Math.max(1, Math.min(order.batchSize, affordable));
}

/** Names what a model's step times depend on beside the machine: everything but seed, weights and tokens. */
export function trialKey({ graph, order, optimizer, windows }: PlanRequest): string {
  const { nodes, contextLength, vocabularySize, lossPositions } = graph;
  const shape = { nodes, contextLength, vocabularySize, lossPositions, optimizer, batch: order.batchSize };
  return JSON.stringify([shape, windows.lossMask !== null]);
}
