import { describe, expect, it } from "vitest";
import { createCharacterTokenizer } from "@/domain/tokenizer/character-tokenizer";
import type { TokenWindows } from "@/domain/windows/token-windows";
import { windowQuestions } from "@/domain/windows/window-questions";

const tokenizer = createCharacterTokenizer({
  kind: "character",
  vocabulary: ["_", "a", "b", "c", "d"],
  specialCount: 1,
  padId: 0,
});

function windowsOf(ids: readonly number[], count: number): TokenWindows {
  const set = { first: 0, stride: 1, count, shuffle: null, sequences: null };
  return {
    tokens: Uint16Array.from(ids),
    lossMask: null,
    vocabularySize: 5,
    contextLength: 3,
    train: { ...set, count: 0 },
    validation: { ...set, stride: 4 },
  };
}

describe("held-out windows as questions", () => {
  it("are halves of windows that lie apart", () => {
    const windows = windowsOf([1, 2, 3, 4, 4, 3, 2, 1, 1, 1, 2, 2, 3, 3, 4, 4], 4);
    expect(windowQuestions(windows, tokenizer, 2)).toEqual([
      { prompt: "ab", promptIds: [1, 2], reference: "cd", referenceIds: [3, 4] },
      { prompt: "aa", promptIds: [1, 1], reference: "bb", referenceIds: [2, 2] },
    ]);
    expect(windowQuestions(windows, tokenizer, 9)).toHaveLength(4);
  });

  it("leave out padding, and windows that have nothing else in one half", () => {
    const windows = windowsOf([0, 2, 3, 0, 0, 0, 1, 2, 1, 2, 0, 3], 3);
    expect(windowQuestions(windows, tokenizer, 3)).toEqual([
      { prompt: "b", promptIds: [0, 2], reference: "c", referenceIds: [3] },
    ]);
  });
});
