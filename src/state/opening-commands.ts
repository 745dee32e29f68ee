// Opening a run that is held: it comes on the screen, and its weights, at rest in the worker, get a session again.
import { type Result, success } from "@/domain/result";
import type { CheckpointMark, Run, RunId } from "@/domain/run/run";
import { restOf } from "@/domain/run/run-figures";
import type { BaseAccess } from "./base-access";
import type { CommandContext } from "./command-context";
import type { KeptRuns } from "./keeping-commands";
import type { RunBundles } from "./notebook/notebook";
import { cutAt } from "./run-cut";
import { openRun } from "./runs-store";

/** Commands that change which run is open. */
export interface OpeningCommands {
  /** Opens a run that is held; the one that was open rests. Does nothing while a run is being prepared. */
  openRun(id: RunId): Promise<void>;
}

/** Creates the opening commands. */
export function createOpeningCommands(
  { stores, client }: CommandContext,
  kept: Pick<KeptRuns, "giveWeights">,
  { withOrigin, holdBase }: Pick<BaseAccess, "withOrigin" | "holdBase">,
  bundles: RunBundles,
): OpeningCommands {
  const { runs, settings, notices } = stores;

  /** Hands the weights in a run's bundle to the worker, where they rest; false where there are none. */
  async function unpackWeights(run: Run): Promise<boolean> {
    const { id, progress: told } = run;
    const bundle = bundles.get(id);
    if (bundle === undefined) return false;
    const known = { status: restOf(run), step: told.step, best: null };
    const { config } = settings.getState();
    const opened = await withOrigin(id, (base) => client.importFile(id, bundle, config, { ...known, base }));
    if (!opened.ok) {
      notices.getState().showError(opened.error);
      return false;
    }
    const { progress, pace } = opened.value.run;
    runs.getState().change(id, (run) => {
      return run.progress.step > progress.step ? { ...cutAt(run, progress), pace } : run;
    });
    return true;
  }

  /** Where the worker holds nothing that it could train, the record alone is shown. */
  async function giveSession(run: Run, former: RunId | null): Promise<Result<null>> {
    const isIn = (place: CheckpointMark["where"]) => run.checkpoints.some(({ where }) => where === place);
    if (isIn("memory") && run.facts !== null) {
      const opened = await client.openRun(run.id);
      // Weights of an earlier visit rest beside data that are not theirs; they can be looked at and written by.
      if (opened.ok || opened.error.code !== "otherData") return opened;
    } else if (isIn("browser") && (await kept.giveWeights(run.id)).ok) return success(null);
    else if (run.origin !== null) {
      const held = await holdBase({ base: run.id });
      if (!held.ok) return held;
    } else if (await unpackWeights(run)) return success(null);
    return former === null ? success(null) : client.closeRun(former);
  }

  return {
    openRun: async (id) => {
      const former = openRun(runs.getState());
      const run = runs.getState().runs.get(id);
      if (run === undefined || id === former.id || former.state === "preparing") return;
      notices.getState().dismissError();
      runs.getState().show(id);
      const result = await giveSession(run, former.id);
      if (result.ok || runs.getState().open !== id) return;
      runs.getState().show(former.id);
      notices.getState().showError(result.error);
    },
  };
}
