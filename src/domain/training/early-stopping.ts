// Stopping when a loss no longer falls, as Keras' EarlyStopping with min_delta 0.
// https://keras.io/api/callbacks/early_stopping/
import type { StoppingState } from "./progress";

/** Takes the watched loss of a finished epoch into account. */
export function updateStopping(state: StoppingState, loss: number): StoppingState {
  return state.best === null || loss < state.best
    ? { best: loss, badEpochs: 0 }
    : { best: state.best, badEpochs: state.badEpochs + 1 };
}

/** Tells whether the patience, in epochs, is used up. */
export function shouldStop(state: StoppingState, patience: number): boolean {
  return state.badEpochs >= Math.max(1, patience);
}
