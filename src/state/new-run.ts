// Begins the record of a run: id, name and colour are new, the rest is known.
import { createRun, MOST_LOOKS, type Run } from "@/domain/run/run";
import type { CommandContext } from "./command-context";
import { runName } from "./run-name";

/** Makes the record of a run that is about to be opened. */
export function newRun(context: CommandContext, known: Pick<Run, "config" | "data" | "parent">): Run {
  return createRun({ ...known, ...nextLabel(context, context.drawId()) });
}

/** Gives what tells the next run from the others. */
export function nextLabel({ stores }: CommandContext, id: Run["id"]): Pick<Run, "id" | "name" | "colour"> {
  const { begun, runs } = stores.runs.getState();
  const number = begun + 1;
  const { language } = stores.preferences.getState();
  return { id, name: runName(language, id, number), colour: freeLook([...runs.values()]) };
}

/** Gives the look that the fewest runs have, the first of equals. */
function freeLook(runs: readonly Run[]): number {
  const uses = (look: number) => runs.filter(({ colour }) => colour === look).length;
  const looks = Array.from({ length: MOST_LOOKS }, (_, index) => ({ look: index + 1, uses: uses(index + 1) }));
  return looks.reduce((least, one) => (one.uses < least.uses ? one : least)).look;
}
