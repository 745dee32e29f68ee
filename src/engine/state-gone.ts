// The failure to read a lent state that is no more, as a class, so that it can be told from faults of the program.
import type { StatePlace } from "./engine";

/** Thrown where numbers of a lent state are wanted after its place was written. */
export class StateGone extends Error {
  constructor(place: StatePlace) {
    super(`expected the ${place} state as it was lent, got one that was written since`);
  }
}
