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
  | { readonly code: "vocabularyTooLarge"; readonly size: number; readonly limit: number };
