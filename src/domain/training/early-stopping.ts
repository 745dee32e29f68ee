// Stopping when a loss no longer falls, as Keras' EarlyStopping with min_delta 0.
// https://keras.io/api/callbacks/early_stopping/
import type { TrainingConfig } from "../config/run-config";
import { bestEpoch } from "./best-epoch";
import type { TrainingProgress } from "./progress";

/**
 * Tells whether early stopping is on and the best epoch lies as far back as its patience, in epochs. A run that went
 * on in spite of it gets the whole patience again.
 */
export function shouldStop(
  { epochs: rows, patienceFrom }: Pick<TrainingProgress, "epochs" | "patienceFrom">,
  { earlyStopping, patience }: Pick<TrainingConfig, "earlyStopping" | "patience">,
): boolean {
  const best = bestEpoch(rows, earlyStopping);
  if (earlyStopping === "off" || best === null) return false;
  return rows.length - Math.max(rows.indexOf(best) + 1, patienceFrom) >= Math.max(1, patience);
}
