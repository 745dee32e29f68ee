// Where a run stands beyond its weights: all that the training loop must remember to go on exactly.

/** State of the reduce-on-plateau schedule. */
export interface PlateauState {
  readonly best: number | null;
  readonly badEpochs: number;
  /** Product of the reductions so far. */
  readonly scale: number;
}

/** Sums over the finished steps of the epoch under way, each of which weighs by the share of its targets that counted. */
export interface EpochSums {
  readonly loss: number;
  readonly accuracy: number;
  /** Of the weights: as many as steps where every target counts. */
  readonly weight: number;
  readonly steps: number;
}

/** No step yet. */
export const emptySums: EpochSums = { loss: 0, accuracy: 0, weight: 0, steps: 0 };

/** One row of the epoch table. Losses in nats a token, accuracies as shares; null where not measured. */
export interface EpochRow {
  readonly epoch: number;
  readonly step: number;
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
  readonly learningRate: number;
}

/** Finished steps and epochs, with what schedule and table remember of them. */
export interface TrainingProgress {
  readonly step: number;
  readonly epoch: number;
  readonly plateau: PlateauState;
  readonly sums: EpochSums;
  readonly epochs: readonly EpochRow[];
  /** Step to which the run goes on beyond the length that its settings ask for; 0 while it does not. */
  readonly goal: number;
  /** Finished epochs when the run went on after early stopping had ended it; 0 where it never did. */
  readonly patienceFrom: number;
}

/** Where every run begins. */
export const freshProgress: TrainingProgress = {
  step: 0,
  epoch: 0,
  plateau: { best: null, badEpochs: 0, scale: 1 },
  sums: emptySums,
  epochs: [],
  goal: 0,
  patienceFrom: 0,
};
