// What a pretraining measured, as the table that is kept beside the model.

/** One row: where the run stood, and the means since the row before. */
export interface LogRow {
  readonly step: number;
  /** Seconds that its threads have computed in all, evaluations included. */
  readonly processorSeconds: number;
  readonly tokens: number;
  readonly epochs: number;
  readonly learningRate: number;
  /** Nats a token. */
  readonly trainLoss: number;
  /** Nats a token and bits a character on the works held out, null where they were not measured. */
  readonly heldOutLoss: number | null;
  readonly bitsPerCharacter: number | null;
}

const columns: readonly [string, (row: LogRow) => string][] = [
  ["step", ({ step }) => `${step}`],
  ["processor_seconds", ({ processorSeconds }) => processorSeconds.toFixed(1)],
  ["tokens", ({ tokens }) => `${tokens}`],
  ["epochs", ({ epochs }) => epochs.toFixed(3)],
  ["learning_rate", ({ learningRate }) => learningRate.toExponential(3)],
  ["train_loss", ({ trainLoss }) => trainLoss.toFixed(4)],
  ["held_out_loss", ({ heldOutLoss }) => heldOutLoss?.toFixed(4) ?? ""],
  ["held_out_bits_per_character", ({ bitsPerCharacter }) => bitsPerCharacter?.toFixed(4) ?? ""],
];

/** Writes the rows as CSV with a head. */
export function logCsv(rows: readonly LogRow[]): string {
  const lines = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, write]) => write(row)))];
  return lines.map((line) => `${line.join(",")}\n`).join("");
}
