// The line of runs that a run comes of, and the model from elsewhere that stands at its beginning.
import { isAnyFrozen } from "../graph/tune";
import type { TokenizerState } from "../tokenizer/tokenizer";
import type { Run, RunId } from "./run";

type Runs<T = unknown> = ReadonlyMap<RunId, T>;
type Child = Pick<Run, "parent">;

/** Names what a run began with, or what that itself began with where it is gone; null for fresh weights. */
export function parentIdOf({ parent }: Child, runs: Runs): RunId | null {
  if (parent === null) return null;
  return runs.has(parent.id) ? parent.id : (parent.before ?? parent.id);
}

/** Gives the nearest ancestor of a run that came from elsewhere, itself left out; null for none. */
export function originOf(runs: Runs<Run>, id: RunId): Run | null {
  return linesUp(runs, id).find(({ origin }) => origin !== null) ?? null;
}

/**
 * Tells what the line of a run began with where that is gone, null where it is not; its name is "" where nobody knows it any
 * more.
 */
export function goneOriginOf(runs: Runs<Run>, id: RunId): Pick<Run, "id" | "name"> | null {
  const first = linesUp(runs, id).at(-1) ?? runs.get(id);
  const parent = first?.parent ?? null;
  if (first === undefined || parent === null) return null;
  return { id: parentIdOf(first, runs) ?? parent.id, name: parent.before === undefined ? parent.name : "" };
}

/** Gives the tokens of a base that is gone, by the newest run that began with it; null where there is none. */
export function tokensOfGone(runs: Runs<Run>, base: string): TokenizerState | null {
  return [...runs.values()].findLast(({ config }) => config.base === base)?.data.tokenizer ?? null;
}

/**
 * Lists the runs whose frozen weights lie in the files of a model from elsewhere: what is kept of them leaves these out, so
 * that they cannot be opened without it.
 */
export function runsOver(runs: Runs<Run>, model: RunId): readonly Run[] {
  return [...runs.values()].filter((run) => {
    const line = linesUp(runs, run.id);
    const between = line.findIndex(({ origin }) => origin !== null);
    return (
      line[between]?.id === model && [run, ...line.slice(0, between)].every(({ config }) => isAnyFrozen(config.tuning))
    );
  });
}

/** Takes a run out. Those that began with it remember what it had begun with itself. */
export function withoutRun(runs: Runs<Run>, id: RunId): Map<RunId, Run> {
  const gone = runs.get(id);
  const before = gone === undefined ? null : parentIdOf(gone, runs);
  const rest = [...runs].filter(([held]) => held !== id);
  if (before === null) return new Map(rest);
  return new Map(
    rest.map(([held, run]) => {
      const isOrphaned = run.parent !== null && parentIdOf(run, runs) === id;
      return [held, isOrphaned ? { ...run, parent: { ...run.parent, before } } : run];
    }),
  );
}

/** Lists the ancestors of a run, its parent first. */
function linesUp(runs: Runs<Run>, id: RunId): readonly Run[] {
  const line: Run[] = [];
  const seen = new Set<RunId>([id]);
  for (let run = runs.get(id); run !== undefined; ) {
    const parent = parentIdOf(run, runs);
    run = parent === null || seen.has(parent) ? undefined : runs.get(parent);
    if (run !== undefined) {
      seen.add(run.id);
      line.push(run);
    }
  }
  return line;
}
