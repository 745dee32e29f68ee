// Where a session starts: at what the request brings, else at first weights from the seed.
import { initializeParameters } from "@/domain/graph/initialize";
import type { SessionRequest, SessionState } from "./engine";

/** Gives the state that a session opens with; slots that it lacks start at zero. */
export function startingState({ state, graph, order }: SessionRequest): SessionState {
  return state ?? { step: 0, tensors: initializeParameters(graph, order.seed) };
}
