import { describe, expect, it } from "vitest";
import { isLargeVocabulary } from "@/features/tokens/vocabulary-size";

describe("isLargeVocabulary", () => {
  it("stays silent for alphabets and speaks up for thousands of characters", () => {
    expect([75, 300, 1000].map(isLargeVocabulary)).toEqual([false, false, false]);
    expect([1001, 20_000].map(isLargeVocabulary)).toEqual([true, true]);
  });
});
