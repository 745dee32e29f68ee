// Which runs the charts draw.
import type { Run, RunId } from "./run";

/** Most runs that are drawn at once. */
export const MOST_DRAWN = 8;

/** Gives the runs to draw: the open one, then those with an open eye, pinned ones first and the newest first. */
export function drawnRuns(runs: ReadonlyMap<RunId, Run>, open: RunId | null): readonly Run[] {
  const own = open === null ? undefined : runs.get(open);
  const others = [...runs.values()].filter((run) => run.drawn && run !== own).reverse();
  const pinned = others.filter((run) => run.pinned);
  const rest = others.filter((run) => !run.pinned);
  return [...(own === undefined ? [] : [own]), ...pinned, ...rest].slice(0, MOST_DRAWN);
}
