// Which checkpoints go so that all of them fit a budget.
import type { KeptCheckpoint } from "./kept-row";

/**
 * Gives the files of the checkpoints to be deleted: the oldest spaced ones first, then the oldest first ones; best ones
 * never, and the newest state of a run is no checkpoint of this list.
 * @param budget bytes that all checkpoints together may take.
 */
export function chooseEvictions(checkpoints: readonly KeptCheckpoint[], budget: number): readonly string[] {
  const order = (["spaced", "first"] as const).flatMap((kind) =>
    checkpoints
      .filter((checkpoint) => checkpoint.kind === kind)
      .sort((left, right) => left.savedAt - right.savedAt || left.step - right.step),
  );
  let excess = checkpoints.reduce((sum, { reference }) => sum + reference.bytes, 0) - budget;
  const going: string[] = [];
  for (const { reference } of order) {
    if (excess <= 0) break;
    going.push(reference.file);
    excess -= reference.bytes;
  }
  return going;
}
