// What a file tells of a run beside model, settings and progress: the rest of its record.
import type { Run } from "../run/run";
import { MOST_NOTES } from "./details-schema";

/** Parts of the record, and what is known of its data. */
export interface RunLabel extends Pick<Run, "name" | "note" | "colour" | "parent" | "changes" | "samples"> {
  readonly data: Pick<
    Run["data"],
    "firstRecord" | "trainWindows" | "validationWindows" | "bigramLoss" | "bigramAccuracy" | "bigramOnText" | "padding"
  >;
}

/** Takes the label of a run. */
export function labelOf({ name, note, colour, parent, changes, samples, data }: Run): RunLabel {
  const { firstRecord, trainWindows, validationWindows, bigramLoss, bigramAccuracy, bigramOnText, padding } = data;
  const known = { firstRecord, trainWindows, validationWindows, bigramLoss, bigramAccuracy, bigramOnText, padding };
  const newest = { changes: changes.slice(-MOST_NOTES), samples: samples.slice(-MOST_NOTES) };
  return { name, note, colour, parent, ...newest, data: known };
}
