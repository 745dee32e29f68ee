// The table that the HotWheels notebook published, and how near to it ours must come.

/** One epoch: losses in nats, accuracies as shares. */
export interface EpochRow {
  readonly epoch: number;
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  readonly validationLoss: number;
  readonly validationAccuracy: number;
}

/** The notebook's own cell output; training means with dropout on, over a data-centre GPU. */
export const notebookTable: readonly EpochRow[] = [
  { epoch: 1, trainLoss: 0.9541, trainAccuracy: 0.7405, validationLoss: 0.6832, validationAccuracy: 0.8041 },
  { epoch: 2, trainLoss: 0.6985, trainAccuracy: 0.7997, validationLoss: 0.6109, validationAccuracy: 0.8238 },
  { epoch: 3, trainLoss: 0.6492, trainAccuracy: 0.8124, validationLoss: 0.5788, validationAccuracy: 0.8322 },
  { epoch: 4, trainLoss: 0.6232, trainAccuracy: 0.8195, validationLoss: 0.5602, validationAccuracy: 0.8374 },
  { epoch: 5, trainLoss: 0.6067, trainAccuracy: 0.8238, validationLoss: 0.5475, validationAccuracy: 0.8411 },
];

const LOSS_TOLERANCE = 0.01;
const ACCURACY_TOLERANCE = 0.005;

/** Tells whether an epoch's validation figures are the notebook's, within 0.01 nats and 0.5 points. */
export function agrees(ours: EpochRow, theirs: EpochRow): boolean {
  return (
    Math.abs(ours.validationLoss - theirs.validationLoss) <= LOSS_TOLERANCE &&
    Math.abs(ours.validationAccuracy - theirs.validationAccuracy) <= ACCURACY_TOLERANCE
  );
}

/** Lays both tables side by side with their differences, one line an epoch. */
export function compareTables(ours: readonly EpochRow[]): readonly string[] {
  const head = [
    "      |          ours                       |        notebook                     |   difference",
    "epoch | train         validation            | train         validation            | validation",
  ];
  return [...head, ...ours.map(compareRow)];
}

function compareRow(ours: EpochRow): string {
  const theirs = notebookTable[ours.epoch - 1];
  if (theirs === undefined) return `${ours.epoch}     | ${figures(ours)} | (the notebook ended before)`;
  const loss = signed(ours.validationLoss - theirs.validationLoss, 4);
  const accuracy = signed(100 * (ours.validationAccuracy - theirs.validationAccuracy), 2);
  const word = agrees(ours, theirs) ? "" : "  TOO FAR";
  return `${ours.epoch}     | ${figures(ours)} | ${figures(theirs)} | ${loss}  ${accuracy} points${word}`;
}

function figures({ trainLoss, trainAccuracy, validationLoss, validationAccuracy }: EpochRow): string {
  const pair = (loss: number, accuracy: number) => `${loss.toFixed(4)} ${(100 * accuracy).toFixed(2)} %`;
  return `${pair(trainLoss, trainAccuracy)}  ${pair(validationLoss, validationAccuracy)}      `;
}

function signed(value: number, digits: number): string {
  return (value < 0 ? "" : "+") + value.toFixed(digits);
}
