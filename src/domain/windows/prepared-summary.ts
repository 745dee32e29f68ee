// What the page shows of prepared data: counts and the first windows, never the whole stream.

import type { PairsSummary } from "../pairs/pairs-summary";
import type { TokenizerState } from "../tokenizer/tokenizer";
import type { Baselines } from "./baselines";
import type { PaddingShares } from "./padding-share";

/** Facts of prepared data, and what models that only count reach on it. */
export interface PreparedSummary extends Baselines {
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
  readonly padding: PaddingShares;
  /** A prompt that is held back, to be tried on the model, the first of all where none is; null where records are no pairs. */
  readonly heldOutPrompt: string | null;
  /** Null where records are no pairs. */
  readonly pairs: PairsSummary | null;
  /** Characters that a target of the text kept aside stands for on average; null where it holds none. */
  readonly charactersPerTarget: number | null;
  /** How often each token stands in the stream, by id. */
  readonly tokenCounts: Uint32Array;
}

/** One window: T ids, and the id to predict. */
export interface PreviewWindow {
  readonly context: readonly number[];
  readonly target: number;
  /** Whether each token, the target last, counts where the loss is taken everywhere; null where all but the first do. */
  readonly counts: readonly boolean[] | null;
}
