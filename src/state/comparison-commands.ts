// Comparing the open model with another. Comes with the panel that asks for it.
import { success } from "@/domain/result";
import type { Run, RunId } from "@/domain/run/run";
import type { ComparisonRequest } from "@/worker/protocol";
import type { CommandContext } from "./command-context";
import type { Commands } from "./commands";
import type { KeptRuns } from "./keeping-commands";
import { openRun } from "./runs-store";

/** Commands about comparisons. */
export interface ComparisonCommands {
  /**
   * Has the open run and its base answer held-out prompts, both by the seed of the samples, which is drawn anew each time
   * unless it is locked; the result joins the record, failures show in the banner.
   */
  compare(): Promise<void>;
  stopComparing(): void;
}

/**
 * Lists what a run can be compared with: where it came from first, then other runs that learned from the same data. A
 * run with a base came from that, and a model from elsewhere (`origin`) from nothing that anyone here has.
 */
export function basesOf(run: Run, runs: ReadonlyMap<RunId, Run>): readonly (Run | "start")[] {
  const parent = run.parent === null ? undefined : runs.get(run.parent.id);
  const others = [...runs.values()].filter(
    (other) => other !== run && other !== parent && other.data.hash === run.data.hash,
  );
  return [...originOf(run, parent), ...others];
}

function originOf({ parent, origin }: Run, held: Run | undefined): readonly (Run | "start")[] {
  if (parent === null) return origin === null ? ["start"] : [];
  return held === undefined ? [] : [held];
}

/** Creates the commands. */
export function createComparisonCommands(
  { stores, client, drawSeed }: CommandContext,
  _commands: Commands,
  { haveWeights, withWeights }: Pick<KeptRuns, "haveWeights" | "withWeights">,
): ComparisonCommands {
  const { comparison, runs, samples, notices } = stores;

  function requestFor(run: Run, base: Run | "start"): ComparisonRequest {
    const { prompts, temperature } = comparison.getState();
    const { topK, topP, repetitionPenalty } = samples.getState().config;
    const seed = samples.getState().takeSeed(drawSeed());
    const speaker = base === "start" ? run : base;
    return {
      base: { run: speaker.id, name: speaker.name },
      from: base === "start" ? "start" : "run",
      tuned: { run: run.id, name: run.name },
      prompts,
      sampling: { temperature, topK, topP, repetitionPenalty, seed },
    };
  }

  return {
    compare: async () => {
      const run = openRun(runs.getState());
      if (run.id === null || comparison.getState().running !== null) return;
      const bases = basesOf(run, runs.getState().runs);
      const { base: chosen } = comparison.getState();
      const base = bases.find((each) => (each === "start" ? each : each.id) === chosen) ?? bases[0];
      if (base === undefined) return;
      notices.getState().dismissError();
      comparison.getState().begin(run.id);
      const request = requestFor(run, base);
      const held = base === "start" ? success(null) : await haveWeights(base.id);
      const result = held.ok ? await withWeights(run.id, () => client.compareModels(request)) : held;
      comparison.getState().finish();
      if (!result.ok) notices.getState().showError(result.error);
      else if (result.value !== null) {
        const comparison = result.value;
        runs.getState().change(run.id, (now) => ({ ...now, comparison }));
      }
    },
    stopComparing: () => void client.stopComparing(),
  };
}
