// The models that only count, as rows of the table of runs: what blind guessing, the commonest token and pairs of tokens
// reach on the data of a run.
import { bitsPerCharacter } from "../metrics/perplexity";
import type { DataFigures } from "./run";

/** The yardsticks. */
export const BASELINES = ["uniform", "unigram", "bigram"] as const;

/** Names a yardstick. */
export type BaselineName = (typeof BASELINES)[number];

/** What a yardstick reaches. */
export interface BaselineRow {
  readonly name: BaselineName;
  /** Counts that it keeps. */
  readonly parameterCount: number;
  /** In nats a token. */
  readonly loss: number;
  /** The loss in bits a character; null where that is not known. */
  readonly bitsPerCharacter: number | null;
  /** A share; null where an older file does not tell. */
  readonly accuracy: number | null;
}

/** Gives the yardsticks that are known of the data. */
export function baselineRows(data: Omit<DataFigures, "trainWindows" | "validationWindows">): readonly BaselineRow[] {
  const { tokenizer, unigramLoss, unigramAccuracy, bigramLoss, bigramAccuracy } = data;
  const { length } = tokenizer.vocabulary;
  const rowOf = (row: Omit<BaselineRow, "bitsPerCharacter">): BaselineRow => ({
    ...row,
    bitsPerCharacter: bitsPerCharacter(row.loss, data.charactersPerTarget),
  });
  const rows = [rowOf({ name: "uniform", parameterCount: 0, loss: Math.log(length), accuracy: 1 / length })];
  if (unigramLoss !== null) {
    rows.push(rowOf({ name: "unigram", parameterCount: length, loss: unigramLoss, accuracy: unigramAccuracy }));
  }
  if (bigramLoss !== null) {
    rows.push(rowOf({ name: "bigram", parameterCount: length ** 2, loss: bigramLoss, accuracy: bigramAccuracy }));
  }
  return rows;
}
