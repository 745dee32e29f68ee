// Where a session starts: at what the request brings, else at first weights from the seed.
import { asStored } from "@/domain/checkpoint/as-stored";
import { initializeParameters } from "@/domain/graph/initialize";
import type { SessionRequest, SessionState } from "./engine";

/** Gives the state that a session opens with, as its graph stores it; slots that it lacks start at zero. */
export function startingState({ state, graph, order }: SessionRequest): SessionState {
  const { step, tensors } = state ?? { step: 0, tensors: initializeParameters(graph, order.seed) };
  return { step, tensors: asStored(tensors, graph) };
}
