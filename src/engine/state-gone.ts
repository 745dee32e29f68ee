// The failure to read a lent state that is no more, as a class, so that it can be told from faults of the program.
import type { LentStateEnd } from "@/domain/training/training-error";
import type { StatePlace } from "./engine";

/** Thrown where numbers of a lent state are wanted after its place was written, or its session disposed of. */
export class StateGone extends Error {
  readonly end: LentStateEnd;
  constructor(place: StatePlace, end: LentStateEnd) {
    const was = end === "written" ? "one that was written since" : "a session that was disposed of";
    super(`expected the ${place} state as it was lent, got ${was}`);
    this.end = end;
  }
}
