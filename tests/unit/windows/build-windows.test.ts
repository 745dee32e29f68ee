import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TokenConfig } from "@/domain/config/run-config";
import { buildWindows, countWindows } from "@/domain/windows/build-windows";
import { encodeRecords } from "@/domain/windows/encode-records";
import { countsAsTarget, hasTargets } from "@/domain/windows/loss-mask";
import { shareOf } from "@/domain/windows/split-records";
import { type TokenWindows, type WindowSet, windowStarts } from "@/domain/windows/token-windows";
import { finish } from "../support/finish";
import { tokenConfig, tokenizerOf } from "./fixtures";

function attempt(records: readonly string[], changes: Partial<TokenConfig>, seed = 1) {
  const config = { ...tokenConfig, ...changes };
  const tokenizer = tokenizerOf(records, config.padToken);
  const stream = finish(encodeRecords(records, tokenizer, config, seed));
  return { tokenizer, stream, result: buildWindows(stream, config, tokenizer.size, seed) };
}

function build(records: readonly string[], changes: Partial<TokenConfig>, seed = 1) {
  const { tokenizer, stream, result } = attempt(records, changes, seed);
  if (!result.ok) throw new Error(`build: expected windows, got ${result.error.code}`);
  const text = (set: WindowSet, index: number) => {
    const start = windowStarts(set)(index);
    return tokenizer.decode(result.value.tokens.subarray(start, start + result.value.contextLength + 1));
  };
  return { windows: result.value, stream, text, stored: tokenizer.decode(stream.tokens) };
}

const starts = (set: WindowSet) => Array.from({ length: set.count }, (_, index) => windowStarts(set)(index));
const letters = (count: number) => String.fromCodePoint(...Array.from({ length: count }, (_, index) => 0x100 + index));

/** Positions of all tokens in a set's windows. */
function coverage({ contextLength }: TokenWindows, set: WindowSet): Set<number> {
  return new Set(starts(set).flatMap((start) => Array.from({ length: contextLength + 1 }, (_, at) => start + at)));
}

describe("counting windows", () => {
  it("fits a context and its target, stride apart", () => {
    expect(countWindows(5, 4, 1)).toBe(1);
    expect(countWindows(4, 4, 1)).toBe(0);
    expect(countWindows(0, 4, 3)).toBe(0);
    expect(countWindows(25, 5, 1)).toBe(20);
    expect(countWindows(2_716_486, 59, 3)).toBe(905_476);
    expect(countWindows(8, 4, 3)).toBe(2);
    expect(countWindows(7, 4, 3)).toBe(1);
  });

  it("rounds a share and leaves something on each side", () => {
    expect(shareOf(4_633_313, 0.2)).toBe(926_663);
    expect(shareOf(10, 0)).toBe(0);
    expect(shareOf(3, 0.01)).toBe(1);
    expect(shareOf(2, 0.5)).toBe(1);
    expect(shareOf(1, 0.5)).toBe(0);
  });
});

describe("padding", () => {
  it("stands before each record and lets its first characters see nothing else", () => {
    const { stored, windows, text } = build(["abc", "de"], { padToken: "_", padRecords: true });
    expect(stored).toBe("____abc____de");
    expect(text(windows.train, 0)).toBe("____a");
    expect(windows.train.count).toBe(9);
  });

  it("is left out without a padding token or when it is switched off", () => {
    expect(build(["abc", "def"], { padToken: "", padRecords: true }).stored).toBe("abcdef");
    expect(build(["abc", "def"], { padToken: "_", padRecords: false }).stored).toBe("abcdef");
  });

  const targets = (records: readonly string[], changes: Partial<TokenConfig>, specials: readonly string[] = []) => {
    const config = { ...tokenConfig, padToken: "_", padRecords: true, contextLength: 3, ...changes };
    const tokenizer = tokenizerOf(records, config.padToken, specials);
    const { tokens, lossMask } = finish(encodeRecords(records, tokenizer, config, 1));
    return lossMask && Array.from(tokens, (_, index) => (countsAsTarget(lossMask, index) ? "x" : ".")).join("");
  };

  it("counts as a target where it is told to, and is none otherwise but where it ends a record", () => {
    expect(targets(["abc", "de", "f"], { countPadding: true })).toBeNull();
    expect(targets(["abc", "de", "f"], { countPadding: false })).toBe("...xxxx..xxx..x");
    // A mark of its own ends these.
    expect(targets(["abc|", "de|", ""], { countPadding: false }, ["|"])).toBe("...xxxx...xxx...");
  });

  it("leaves every target where there is none", () => {
    expect(targets(["abc", "de"], { padRecords: false })).toBeNull();
    expect(targets(["abc", "de"], { padToken: "" }, [])).toBeNull();
  });

  it("is found to leave targets or none, by the positions of the loss", () => {
    const { windows } = build(["ab", "cd"], { padToken: "_", padRecords: true, contextLength: 4, stride: 6 });
    // Windows ____a and ____c; targets of the last position are letters, of others padding too.
    expect(hasTargets(windows, windows.train, "last")).toBe(true);
    const ends = { ...windows.train, first: -2 };
    expect(hasTargets(windows, ends, "last")).toBe(false);
    expect(hasTargets(windows, { ...windows.train, first: 2 }, "every")).toBe(true);
    expect(hasTargets(windows, { ...windows.train, count: 0 }, "every")).toBe(false);
  });

  it("stands before empty records too", () => {
    expect(build(["", "a"], { padToken: "_", padRecords: true }).stored).toBe("________a");
  });
});

describe("the split by record", () => {
  const records = Array.from({ length: 20 }, (_, index) => String.fromCodePoint(0x100 + index).repeat(6));

  it("places validation records after the training records", () => {
    const { stored, stream } = build(records, { validationShare: 0.25 });
    const order = stored.match(/(.)\1{5}/gu) ?? [];
    expect(stream).toMatchObject({ trainRecords: 15, validationRecords: 5, border: 90 });
    expect(new Set(order)).toEqual(new Set(records));
  });

  it("puts each part in an order that the order of the file does not show through", () => {
    const sorted = Array.from({ length: 1000 }, (_, index) => String.fromCodePoint(0x100 + index));
    const { stored, stream } = build(sorted, { validationShare: 0.3 });
    const places = Array.from(stored, (letter) => letter.charCodeAt(0) - 0x100);
    for (const part of [places.slice(0, stream.border), places.slice(stream.border)]) {
      const gaps = part.slice(1).map((place, index) => Math.abs(place - part[index]));
      // Two independent places lie a third of the range apart on average.
      expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length / sorted.length).toBeCloseTo(1 / 3, 1);
    }
  });

  it("keeps the order of the file where nothing is held back", () => {
    expect(build(records, { validationShare: 0 }).stored).toBe(records.join(""));
  });

  it("gives two sets that share no token and leave no window across the border", async () => {
    const anyRecords = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 12 }), {
      minLength: 2,
      maxLength: 30,
    });
    await fc.assert(
      fc.property(
        anyRecords,
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        fc.nat(),
        (texts, stride, padRecords, seed) => {
          const changes = { stride, padRecords, padToken: "_", validationShare: 0.3, contextLength: 3 };
          const { result, stream } = attempt(texts, changes, seed);
          if (!result.ok) return;
          const { train, validation } = result.value;
          expect(Math.max(...coverage(result.value, train))).toBeLessThan(stream.border);
          expect(Math.min(...coverage(result.value, validation))).toBeGreaterThanOrEqual(stream.border);
          expect(Math.max(...coverage(result.value, validation))).toBeLessThan(stream.tokens.length);
        },
      ),
    );
  });

  it("chooses other records for another seed", () => {
    expect(build(records, { validationShare: 0.25 }, 2).stored).not.toBe(
      build(records, { validationShare: 0.25 }, 3).stored,
    );
  });

  it("falls back to positions for a single record", () => {
    const { windows } = build([letters(50)], { validationShare: 0.2 });
    expect(windows.train.count).toBe(36);
    expect(windows.validation).toEqual({ first: 40, stride: 1, count: 6, shuffle: null, sequences: null });
  });
});

describe("the split by position", () => {
  it("takes the first part for training and the last for validation", () => {
    const { windows, text } = build([letters(60), letters(40)], { split: "position", validationShare: 0.1, stride: 2 });
    expect(windows.train).toEqual({ first: 0, stride: 2, count: 43, shuffle: null, sequences: null });
    expect(windows.validation).toEqual({ first: 90, stride: 2, count: 3, shuffle: null, sequences: null });
    expect(text(windows.validation, 0)).toBe(letters(40).slice(30, 35));
  });
});

describe("the split by position of many records", () => {
  it("leaves no window across the border", async () => {
    await fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 40 }),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        (count, stride, pads) => {
          const texts = Array.from({ length: count }, (_, index) => letters(1 + (index % 7)));
          const changes = { split: "position", stride, padRecords: pads, padToken: "_", validationShare: 0.3 } as const;
          const { result, stream } = attempt(texts, changes);
          if (!result.ok) return;
          const border = stream.tokens.length - Math.round(stream.tokens.length * 0.3);
          expect(Math.max(...coverage(result.value, result.value.train))).toBeLessThan(border);
          expect(Math.min(...coverage(result.value, result.value.validation))).toBe(border);
        },
      ),
    );
  });
});

describe("the split by window", () => {
  it("deals every window of the stream to exactly one set", async () => {
    const lengths = fc.integer({ min: 7, max: 300 });
    await fc.assert(
      fc.property(
        lengths,
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(0.1, 0.2, 0.5),
        fc.nat(),
        (length, stride, validationShare, seed) => {
          const { result } = attempt(["x".repeat(length + stride)], { split: "window", stride, validationShare }, seed);
          if (!result.ok) throw new Error("expected windows");
          const { train, validation } = result.value;
          const total = countWindows(length + stride, 4, stride);
          expect(train.count + validation.count).toBe(total);
          const dealt = [...starts(train), ...starts(validation)].sort((a, b) => a - b);
          expect(dealt).toEqual(Array.from({ length: total }, (_, index) => index * stride));
        },
      ),
    );
  });

  it("mixes the sets over the whole stream", () => {
    const { windows } = build(["x".repeat(10_004)], { split: "window", validationShare: 0.2 });
    const early = starts(windows.validation).filter((start) => start < 5000).length;
    expect(windows.validation.count).toBe(2000);
    expect(early).toBeGreaterThan(900);
    expect(early).toBeLessThan(1100);
  });
});

describe("no validation", () => {
  it("leaves an empty set whatever the split", () => {
    for (const split of ["record", "position", "window"] as const) {
      const { windows } = build([letters(10), letters(10)], { split });
      expect(windows.train).toEqual({ first: 0, stride: 1, count: 16, shuffle: null, sequences: null });
      expect(windows.validation.count).toBe(0);
    }
  });
});

describe("a text that is too short", () => {
  it("is refused with its tokens and the context", () => {
    expect(attempt(["abcd"], {}).result).toEqual({
      ok: false,
      error: { code: "textTooShort", tokens: 4, total: 4, needed: 5, contextLength: 4, split: "train" },
    });
  });

  it("is refused for validation with the tokens on that side", () => {
    const { result } = attempt([letters(20)], { split: "position", validationShare: 0.2 });
    expect(result).toEqual({
      ok: false,
      error: { code: "textTooShort", tokens: 4, total: 20, needed: 25, contextLength: 4, split: "validation" },
    });
  });
});
