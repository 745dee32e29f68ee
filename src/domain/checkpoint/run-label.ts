// What a file tells of a run beside model, settings and progress: the rest of its record.
import type { DataFigures, Run } from "../run/run";
import { restOf } from "../run/run-figures";
import { MOST_NOTES } from "./details-schema";

/** Parts of the record, and what is known of its data beside tokenizer and template. */
export interface RunLabel
  extends Pick<Run, "name" | "note" | "colour" | "parent" | "origin" | "changes" | "cuts" | "samples" | "comparison"> {
  readonly data: Omit<DataFigures, "tokenizer" | "template">;
  /** How the run stood with the weights of the file; null where that is not known. */
  readonly rest: Pick<Run, "state" | "reason" | "endStep"> | null;
}

/** Takes the label of a run, for a file of its weights after `step` steps. */
export function labelOf(run: Run, step: number): RunLabel {
  const { name, note, colour, parent, origin, changes, cuts, samples, comparison, data } = run;
  const { error: _, ...rest } = restOf(run);
  const { firstRecord, heldOutPrompt, trainWindows, validationWindows } = data;
  const { unigramLoss, unigramAccuracy, bigramLoss, bigramAccuracy, bigramOnText, padding, charactersPerTarget } = data;
  const baselines = { unigramLoss, unigramAccuracy, bigramLoss, bigramAccuracy, bigramOnText };
  const counted = { ...baselines, padding, charactersPerTarget };
  const newest = {
    changes: changes.slice(-MOST_NOTES),
    cuts: cuts.slice(-MOST_NOTES),
    samples: samples.slice(-MOST_NOTES),
  };
  return {
    name,
    note,
    colour,
    parent,
    origin,
    ...newest,
    comparison,
    rest: step === run.progress.step ? rest : null,
    data: { firstRecord, heldOutPrompt, trainWindows, validationWindows, ...counted },
  };
}
