// Whether closing the window would lose training that took a while and that no file holds yet.
import type { RunStoreState } from "@/state/run-store";
import { unsavedSeconds } from "@/state/unsaved-seconds";

/** Seconds of training that are worth a question. */
const WORTH_ASKING = 20;

/** Tells whether the run has trained for long since its weights were last saved. */
export function hasUnsavedWork(run: Pick<RunStoreState, "latest" | "savedSeconds">): boolean {
  return unsavedSeconds(run) > WORTH_ASKING;
}
