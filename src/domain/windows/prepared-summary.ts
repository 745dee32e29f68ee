// What the page shows of prepared data: counts and the first windows, never the whole stream.
import type { CleaningReport } from "../corpus/corpus";
import type { TokenizerState } from "../tokenizer/tokenizer";

export interface PreparedSummary {
  readonly report: CleaningReport;
  /** The record template in force, "" for plain text. */
  readonly template: string;
  /** The first record after the template, and the line of the file that it came from. */
  readonly firstRecord: string;
  readonly tokenizer: TokenizerState;
  readonly tokenCount: number;
  readonly windowCount: number;
  readonly trainWindows: number;
  readonly validationWindows: number;
  readonly trainRecords: number;
  readonly validationRecords: number;
  /** The start of the token stream, at most 200 ids. */
  readonly firstTokens: readonly number[];
  /** The first windows as training sees them, context ids then the target that follows each position. */
  readonly firstWindows: readonly PreviewWindow[];
  /** Entropy of the token frequencies and of pairs, in nats: what a unigram and a bigram model reach. */
  readonly unigramLoss: number;
  readonly bigramLoss: number;
  readonly bigramAccuracy: number;
}

export interface PreviewWindow {
  readonly context: readonly number[];
  readonly target: number;
}
