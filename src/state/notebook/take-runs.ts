// The runs of a zip back on the page: records at once, weights when a run is opened. What the browser keeps of them
// follows in the background.

import type { FoundRun } from "@/worker/protocol";
import type { CommandContext } from "../command-context";
import { MOST_RUNS } from "../runs-store";
import type { NotebookTools } from "./notebook";
import type { RunFiles } from "./run-files";

/** What keeps the weights. */
interface TakingTools extends Pick<NotebookTools, "kept"> {
  readonly files: Pick<RunFiles, "unpack">;
}

/** Takes the runs in that are not here; where no run is open, the newest of them is opened. */
export async function takeRuns(
  { stores, client }: Pick<CommandContext, "stores" | "client">,
  tools: Pick<NotebookTools, "bundles" | "openRun"> & TakingTools,
  file: File,
): Promise<void> {
  const { runs, notices } = stores;
  const read = await client.readRuns(file);
  if (!read.ok) {
    notices.getState().showError(read.error);
    return;
  }
  notices.getState().dismissError();
  const { found, refused } = read.value;
  const { runs: here, open } = runs.getState();
  const room = MOST_RUNS - here.size;
  const fresh = found.filter(({ run }) => !here.has(run.id));
  const taken = room > 0 ? fresh.slice(-room) : [];
  for (const { run, bundle } of taken) if (bundle !== null) tools.bundles.set(run.id, bundle);
  runs.getState().takeKept(
    taken.map(({ run }) => run),
    taken.length,
  );
  notices.getState().toast("runsOpened", { count: taken.length, others: found.length - taken.length });
  const newest = taken.at(-1);
  if (open === null && newest !== undefined) await tools.openRun(newest.run.id);
  const [problem] = refused;
  if (problem !== undefined) notices.getState().showError(problem);
  await keepWeights({ stores }, tools, taken);
}

/** Hands the weights to what keeps the page in the browser, one after the other. */
async function keepWeights(
  { stores }: Pick<CommandContext, "stores">,
  { files, kept }: TakingTools,
  taken: readonly FoundRun[],
): Promise<void> {
  const { runs, kept: keeping } = stores;
  for (const { run, bundle } of taken) {
    if (keeping.getState().value === "memory") return;
    if (bundle === null) continue;
    const { budget, setWeights } = keeping.getState();
    if (bundle.size > budget) {
      setWeights({ weightsTooLarge: true, seldom: null });
      continue;
    }
    const weights = await files.unpack(run.id, bundle);
    // A run that has gone on by now brings copies of its own.
    if (!weights.ok || weights.value === null || runs.getState().runs.get(run.id)?.progress !== run.progress) continue;
    const seconds = run.pace?.trainingSeconds ?? 0;
    kept.noteCopy({ run: run.id, kind: "last", bytes: weights.value.bytes, step: run.progress.step, seconds });
    await kept.flush();
  }
}
