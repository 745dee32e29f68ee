// Which of the models at hand an adapter is put beside.
import type { ModelList } from "@/domain/pretrained/model-list";
import type { Run, RunId } from "@/domain/run/run";

/** What there is to choose from. */
export interface ModelsAtHand {
  readonly runs: ReadonlyMap<RunId, Run>;
  /** The base of the next run as settings name it, "" for none. */
  readonly chosen: string;
  readonly open: RunId | null;
  readonly list: ModelList | null;
}

/**
 * Gives the base by the name that an adapter tells: the chosen model, the open run, another run or a model of the list that
 * is called so; where none is, the chosen model or the open run, without adapters of its own. Null where there is none.
 */
export function baseOfAdapter(told: string, { runs, chosen, open, list }: ModelsAtHand): string | null {
  const held = [runOf(runs, chosen), runs.get(open ?? ""), ...[...runs.values()].toReversed()].filter(isGpt2);
  const named = told === "" ? undefined : held.find((run) => namesOf(run).includes(told));
  if (named !== undefined) return named.origin?.listed ?? named.id;
  if (told !== "" && list?.models.some(({ id }) => id === told) === true) return told;
  if (chosen !== "" && runOf(runs, chosen) === undefined) return chosen;
  const [first] = [runOf(runs, chosen), runs.get(open ?? "")].filter(isGpt2);
  return first === undefined ? null : idOf(withoutAdapters(first, runs));
}

function runOf(runs: ReadonlyMap<RunId, Run>, base: string): Run | undefined {
  return runs.get(base) ?? [...runs.values()].find(({ origin }) => origin?.listed === base);
}

function isGpt2(run: Run | undefined): run is Run {
  return run?.config.model.architecture === "gpt2";
}

function namesOf({ name, origin }: Run): readonly (string | null)[] {
  return [name, origin?.listed ?? null, origin?.name ?? null];
}

function idOf({ id, origin }: Run): string {
  return origin?.listed ?? id;
}

/** Gives the nearest ancestor that trained no adapters, itself included; the run where that is gone. */
function withoutAdapters(run: Run, runs: ReadonlyMap<RunId, Run>): Run {
  const seen = new Set<RunId>();
  for (let one = run; !seen.has(one.id); ) {
    if (one.origin !== null || one.config.tuning.trains !== "lora") return one;
    seen.add(one.id);
    one = runs.get(one.parent?.id ?? "") ?? run;
  }
  return run;
}
