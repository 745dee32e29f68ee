// What can be wrong between text and windows.

/** Why a corpus gives no windows. */
export type WindowError =
  | {
      readonly code: "textTooShort";
      readonly tokens: number;
      readonly contextLength: number;
      readonly split: "train" | "validation";
    }
  | { readonly code: "vocabularyTooLarge"; readonly size: number; readonly limit: number };
