// Forms of characters: what changes, how often, and that what is composed already costs nothing.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildCorpus } from "@/domain/corpus/build-corpus";
import { normalizeText } from "@/domain/corpus/unicode-form";
import { finish } from "../support/finish";
import { expectValue, fileBytes, PLAIN_CONFIG, readBytes, textOf } from "./support";

describe("forms of characters", () => {
  it.each([
    ["cora\u0063\u0327a\u0303o", "coração", 2],
    ["á e \u0065\u0301", "á e é", 1],
    ["\u1112\u1161\u11ab글", "한글", 1],
    ["5 \u212b", "5 Å", 1],
    ["q\u0323\u0307 \u0301", "q\u0323\u0307 \u0301", 0],
  ])("composes %s", (text, composed, count) => {
    expect(normalizeText(text, "nfc")).toEqual({ text: composed, count });
    expect(normalizeText(text, "none")).toEqual({ text, count: 0 });
  });

  it("folds look-alikes only where asked", () => {
    expect(normalizeText("ﬁm Ａ x²", "nfc").count).toBe(0);
    expect(normalizeText("ﬁm Ａ x²", "nfkc")).toEqual({ text: "fim A x2", count: 3 });
  });

  it("is what the platform gives, with a count exactly where something changes", () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(
            fc.constantFrom("a", "\u0301", "\u0323", "é", "\u1100", "\u1161"),
            fc.string({ unit: "binary", maxLength: 1 }),
          ),
        }),
        (text) => {
          for (const [form, name] of [
            ["nfc", "NFC"],
            ["nfkc", "NFKC"],
          ] as const) {
            const { text: normalized, count } = normalizeText(text, form);
            expect(normalized).toBe(text.normalize(name));
            expect(count > 0).toBe(normalized !== text);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it("make one spelling of composed and decomposed accents in a file, and tell how many", () => {
    const bytes = fileBytes("tests/cases/fixtures/36-decomposed-accents.txt");
    const text = textOf(readBytes("36.txt", bytes));
    const { records, report } = expectValue(
      finish(buildCorpus(expectValue(readBytes("36.txt", bytes)), { ...PLAIN_CONFIG, normalization: "nfc" })),
    );
    expect([...records].join("")).toBe(text.normalize("NFC"));
    expect(report.mends.normalized).toBe((text.match(/\p{M}/gu) ?? []).length);
    expect(report.mends.normalized).toBeGreaterThan(100);
  });
});
