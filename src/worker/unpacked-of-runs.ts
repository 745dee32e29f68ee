// What was unpacked out of zips for runs: it goes once its run is forgotten and no other run can be reading from it.
import type { RunId } from "@/domain/run/run";
import type { UnpackedFiles } from "./unpacked-files";

/** Holds it. */
export class UnpackedOfRuns {
  readonly #held = new Map<RunId, readonly UnpackedFiles[]>();
  #forgotten: readonly UnpackedFiles[] = [];

  /** Takes in what a run lies in, which may have been unpacked before. */
  hold(run: RunId, unpacked: UnpackedFiles): void {
    this.#held.set(run, [...(this.#held.get(run) ?? []), unpacked]);
  }

  /**
   * Lets go of what a run lay in. A run that began with its weights reads them there still, so while any run `mayRead`
   * files it stays, until the next run is forgotten.
   */
  async forget(run: RunId, mayRead: boolean): Promise<void> {
    const forgotten = [...this.#forgotten, ...(this.#held.get(run) ?? [])];
    this.#held.delete(run);
    this.#forgotten = mayRead ? forgotten : [];
    if (!mayRead) for (const unpacked of forgotten) await unpacked.discard();
  }
}
