import { describe, expect, it } from "vitest";
import { differenceText, scoreText } from "@/features/answer-metric-text";
import { createText } from "@/i18n/use-text";

const [en, pt] = [createText("en"), createText("pt-BR")];

describe("a difference of scores", () => {
  it("is in percentage points where the scores are shares, in the unit of the scores else", () => {
    expect(scoreText(en, "tokenF1", 0.115)).toBe("11.5\u00a0%");
    expect(differenceText(en, "tokenF1", 0.111)).toBe("+11.1\u00a0pts");
    expect(differenceText(pt, "rougeL", -0.111)).toBe("−11,1\u00a0p.p.");
    expect(differenceText(en, "bleu", 0.84)).toBe("+0.8");
    expect(differenceText(pt, "loss", -2.3011)).toBe("−2,301");
  });

  it("has no sign where it is written as nothing, and is a dash where there is none", () => {
    expect(differenceText(pt, "exactMatch", -0.0001)).toBe("0\u00a0p.p.");
    expect(differenceText(en, "exactMatch", null)).toBe("–");
  });
});
