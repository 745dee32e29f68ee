// Which settings act on the run under way; all others wait for the next run.
import type { LiveTrainingKey, TrainingConfig } from "@/domain/config/run-config";

const liveKeys = {
  learningRate: true,
  momentum: true,
  beta1: true,
  beta2: true,
  decay: true,
  epsilon: true,
  weightDecay: true,
  gradientClip: true,
  epochs: true,
  evaluateEvery: true,
  earlyStopping: true,
  patience: true,
} as const satisfies Record<LiveTrainingKey, true>;

/** Tells whether the setting at `path` changes the run under way. */
export function isLivePath(path: string): boolean {
  const [section, key] = path.split(".");
  return section === "training" && key !== undefined && key in liveKeys;
}

/** Gives the training settings of a run after the live ones of `edited` came in. */
export function withLiveSettings(running: TrainingConfig, edited: TrainingConfig): TrainingConfig {
  const live = Object.fromEntries(Object.entries(edited).filter(([key]) => key in liveKeys));
  return { ...running, ...live };
}
