// Whether closing the window would lose training that took a while and that neither a file nor the browser's storage holds yet.
import type { OpenRun } from "@/domain/run/run";
import { unsavedSeconds } from "@/domain/run/run-figures";

/** Seconds of training that are worth a question. */
const WORTH_ASKING = 20;

/** Tells whether the run has trained for long since its weights were last saved. */
export function hasUnsavedWork(run: Pick<OpenRun, "pace" | "checkpoints">): boolean {
  return unsavedSeconds(run, ["file", "browser"]) > WORTH_ASKING;
}
