// What a run measured on its way, as far as files keep it. Losses in nats a token, accuracies as shares.

/** One finished step of training. */
export interface LoggedStep {
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly learningRate: number;
}

/** One short look at the validation while an epoch went on, after `step` finished steps. */
export interface LoggedCheck {
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
}

/** Both in order of their steps, no step twice. */
export interface RunHistory {
  readonly steps: readonly LoggedStep[];
  readonly checks: readonly LoggedCheck[];
}

/** Of a run that has not begun, or of which only weights are left. */
export const emptyHistory: RunHistory = { steps: [], checks: [] };
