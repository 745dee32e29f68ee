// How much training would be lost with the run on screen.
import type { RunStoreState } from "./run-store";

/** Counts the seconds of training that no file with the weights holds yet. */
export function unsavedSeconds({ latest, savedSeconds }: Pick<RunStoreState, "latest" | "savedSeconds">): number {
  return (latest.elapsedSeconds ?? 0) - savedSeconds;
}
