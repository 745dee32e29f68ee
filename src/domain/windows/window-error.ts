// What can be wrong between text and windows.

export type WindowError =
  | {
      readonly code: "textTooShort";
      readonly tokens: number;
      readonly contextLength: number;
      readonly split: "train" | "validation";
    }
  | { readonly code: "vocabularyTooLarge"; readonly size: number; readonly limit: number };
