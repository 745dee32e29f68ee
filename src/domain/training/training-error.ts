// What can go wrong while a run prepares or trains.
import type { DivergenceReason, DivergenceSuspect } from "./divergence";
import type { MemoryForecast } from "./memory-forecast";

/** How weights ended that were still being read: others are in their place, or their run rests. */
export type LentStateEnd = "written" | "closed";

/** A failure of device, worker or run. */
export type TrainingError =
  | {
      readonly code: "diverged";
      readonly step: number;
      readonly reason: DivergenceReason;
      readonly loss: number;
      readonly suspect: DivergenceSuspect;
      readonly restoredStep: number;
    }
  | { readonly code: "deviceLost"; readonly detail: string }
  | { readonly code: "deviceUnavailable"; readonly wanted: string }
  /** The worker crashed or fell silent. */
  | { readonly code: "workerDied"; readonly detail: string }
  /** The worker's script did not load, three times in a row. */
  | { readonly code: "workerNotLoaded" }
  | ({ readonly code: "doesNotFit" } & MemoryForecast)
  /** The memory that was there by all that is known was not to be had. */
  | { readonly code: "outOfMemory"; readonly detail: string }
  /** Frozen weights were to be stored as halves, and `tensor`, as its file names it, has a number beyond the largest one. */
  | { readonly code: "beyondHalves"; readonly tensor: string }
  | { readonly code: "noModel" }
  /** The data has no part for validation to measure on. */
  | { readonly code: "noValidation" }
  /** None of the tokens that the model would have to predict counts as a target. */
  | { readonly code: "noTargets" }
  /** Finite weights whose logits are not. */
  | { readonly code: "logitsNotFinite" }
  /** `name` is the data that an imported model learned from. */
  | { readonly code: "otherData"; readonly name: string }
  /** Too much of the data has no token in the model that should go on with it. */
  | { readonly code: "otherCharacters"; readonly name: string; readonly unknown: number; readonly characters: number }
  | { readonly code: "busy"; readonly state: string }
  /** The weights of a run changed or went while something that it had been asked for was still reading them. */
  | { readonly code: "weightsMoved"; readonly end: LentStateEnd }
  | { readonly code: "internal"; readonly detail: string };
