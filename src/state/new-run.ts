// Begins the record of a run: id, name and colour are new, the rest is known.
import { createRun, type Run } from "@/domain/run/run";
import type { CommandContext } from "./command-context";
import { runName } from "./run-name";

/** Colours that runs take in turn. */
const COLOURS = 6;

/** Makes the record of a run that is about to be opened. */
export function newRun(context: CommandContext, known: Pick<Run, "config" | "data" | "parent">): Run {
  return createRun({ ...known, ...nextLabel(context, context.drawId()) });
}

/** Gives what tells the next run from the others. */
export function nextLabel({ stores }: CommandContext, id: Run["id"]): Pick<Run, "id" | "name" | "colour"> {
  const number = stores.runs.getState().begun + 1;
  const { language } = stores.preferences.getState();
  return { id, name: runName(language, id, number), colour: ((number - 1) % COLOURS) + 1 };
}
