// What can be wrong between text and windows.

/** Why a corpus gives no windows. */
export type WindowError =
  | {
      readonly code: "textTooShort";
      /** Tokens on the side of the split that is too short, and in all. */
      readonly tokens: number;
      readonly total: number;
      /** Tokens from which on both sides hold a window, where they are cut by position. */
      readonly needed: number;
      readonly contextLength: number;
      readonly split: "train" | "validation";
    }
  /** Of records, or pairs, that are windows of their own, a side of the split gets none that has anything to guess. */
  | {
      readonly code: "tooFewRecords";
      readonly ofPairs: boolean;
      /** Records that may fall to different sides: of pairs, those with different prompts. */
      readonly different: number;
      /** How many of them there must be. */
      readonly needed: number;
      readonly split: "train" | "validation";
    }
  | { readonly code: "vocabularyTooLarge"; readonly size: number; readonly limit: number };
