// Whether a large part of the user's data goes before it is learned from.
import { type DataLoss, largeLoss } from "@/domain/corpus/data-loss";
import type { DataState } from "./data-store";

let last: { source: unknown; report: unknown; loss: DataLoss | null } = { source: null, report: null, loss: null };

/** Gives the loss of the data at hand, null where it is small; what bundled data lose is part of the example. */
export function dataLossOf({ source, report, origin }: DataState): DataLoss | null {
  if (source === null || report === null || origin?.kind === "bundled") return null;
  // The same object as long as nothing changed, since stores are compared by identity.
  if (last.source !== source || last.report !== report) {
    last = { source, report, loss: largeLoss(source.facts, report) };
  }
  return last.loss;
}
