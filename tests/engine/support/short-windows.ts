// Settings of the data under tests of whole runs: a plain text, cut into a few short windows.
import { defaultConfig } from "@/domain/config/defaults";

/** Reads the text as it is, one record without a template. */
export const plainText = { ...defaultConfig.corpus, template: "", separator: "" };

/** Six characters a window, a fifth of the text for validation. */
export const shortWindows = {
  ...defaultConfig.tokens,
  specialTokens: [],
  padToken: "",
  padRecords: false,
  contextLength: 6,
  stride: 1,
  split: "position",
  validationShare: 0.2,
} as const;
