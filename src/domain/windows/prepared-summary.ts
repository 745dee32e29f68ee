// What the page shows of prepared data: counts and the first windows, never the whole stream.
import type { CleaningReport } from "../corpus/corpus";
import type { TokenizerState } from "../tokenizer/tokenizer";

/** Facts of prepared data. */
export interface PreparedSummary {
  readonly report: CleaningReport;
  /** The record template in force, "" for plain text. */
  readonly template: string;
  /** The first record after the template, at most 2,000 UTF-16 units. */
  readonly firstRecord: string;
  readonly tokenizer: TokenizerState;
  readonly tokenCount: number;
  /** Characters that the vocabulary lacks; only a vocabulary out of a file can lack any. */
  readonly unknownCharacters: number;
  readonly windowCount: number;
  readonly trainWindows: number;
  readonly validationWindows: number;
  readonly trainRecords: number;
  readonly validationRecords: number;
  /** The tokens of `firstRecord`, at most 200 ids. */
  readonly firstTokens: readonly number[];
  /** The first windows as training sees them, context ids then the target that follows each position. */
  readonly firstWindows: readonly PreviewWindow[];
  /**
   * What counting models reach, in nats: learned from the training windows, measured on the validation
   * windows, or on the training windows when there is no validation. See baselines.ts.
   */
  readonly unigramLoss: number;
  readonly bigramLoss: number;
  readonly bigramAccuracy: number;
}

/** One window: T ids, and the id to predict. */
export interface PreviewWindow {
  readonly context: readonly number[];
  readonly target: number;
}
