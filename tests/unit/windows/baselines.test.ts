import { describe, expect, it } from "vitest";
import { measureBaselines } from "@/domain/windows/baselines";
import { hasTargets } from "@/domain/windows/loss-mask";
import { windowsOf as sequencesAt, type TokenWindows } from "@/domain/windows/token-windows";
import { finish } from "../support/finish";

function windowsOf(tokens: readonly number[], vocabularySize: number, trainCount: number): TokenWindows {
  const contextLength = 1;
  const set = (first: number, count: number) => ({ first, stride: 1, count, shuffle: null, sequences: null });
  return {
    tokens: Uint16Array.from(tokens),
    vocabularySize,
    contextLength,
    lossMask: null,
    train: set(0, trainCount),
    validation: set(trainCount, tokens.length - 1 - trainCount),
  };
}

describe("the baselines", () => {
  it("are the smoothed entropies of tokens and pairs, by hand", () => {
    // Pairs 01 10 01 12: targets 1 0 1 2.
    const { unigramLoss, unigramAccuracy, bigramLoss, bigramAccuracy } = finish(
      measureBaselines(windowsOf([0, 1, 0, 1, 2], 3, 4), null),
    );
    expect(unigramLoss).toBeCloseTo(-(2 * Math.log(3 / 7) + 2 * Math.log(2 / 7)) / 4, 12);
    expect(bigramLoss).toBeCloseTo(-(2 * Math.log(3 / 5) + 2 * Math.log(2 / 5)) / 4, 12);
    expect(unigramAccuracy).toBe(0.5);
    expect(bigramAccuracy).toBe(0.75);
  });

  it("are measured on validation windows when there are any, unseen pairs included", () => {
    const { unigramLoss, bigramLoss, bigramAccuracy } = finish(
      measureBaselines(windowsOf([0, 1, 0, 1, 2, 0], 3, 3), null),
    );
    // Validation pairs 12 20: neither was counted.
    expect(unigramLoss).toBeCloseTo(-(Math.log(1 / 6) + Math.log(2 / 6)) / 2, 12);
    expect(bigramLoss).toBeCloseTo(-(Math.log(1 / 4) + Math.log(1 / 3)) / 2, 12);
    expect(bigramAccuracy).toBe(0.5);
  });

  it("are the same with a vocabulary too large for a table of pairs", () => {
    const tokens = Array.from({ length: 5000 }, (_, index) => (index * index) % 97);
    const small = finish(measureBaselines(windowsOf(tokens, 2048, 4000), null));
    const large = finish(measureBaselines(windowsOf(tokens, 2049, 4000), null));
    expect(large.bigramAccuracy).toBe(small.bigramAccuracy);
    expect(large.bigramLoss).toBeCloseTo(small.bigramLoss, 2);
  });

  it("are exact with as many tokens as byte-level vocabularies have, whose pairs are more than 32 bits number", () => {
    const vocabularySize = 70_000;
    let state = 1;
    const ids = Array.from({ length: 6000 }, () => {
      state = (state * 48_271) % 2_147_483_647;
      // Few ids are common and most rare, the highest among both.
      return state % 3 === 0 ? vocabularySize - 1 - (state % 5) : state % vocabularySize;
    });
    const [learned, padId] = [4500, vocabularySize - 1];
    const windows = { ...windowsOf(ids, vocabularySize, learned), tokens: Uint32Array.from(ids) };
    /** Counts followers token by token, and measures the pairs behind those that it learned from. */
    const byHand = (skipped: number | null) => {
      const pairs = ids.slice(1).flatMap((target, at) => (target === skipped ? [] : [{ at, before: ids[at], target }]));
      const followers = new Map<number, Map<number, number>>();
      for (const { before, target } of pairs.filter(({ at }) => at < learned)) {
        const counts = followers.get(before) ?? new Map<number, number>();
        followers.set(before, counts.set(target, (counts.get(target) ?? 0) + 1));
      }
      const measured = pairs
        .filter(({ at }) => at >= learned)
        .map(({ before, target }) => {
          const counts = [...(followers.get(before) ?? [])].sort(
            (one, other) => other[1] - one[1] || one[0] - other[0],
          );
          const all = counts.reduce((sum, [, count]) => sum + count, 0);
          const own = counts.find(([id]) => id === target)?.[1] ?? 0;
          return { loss: -Math.log((own + 1) / (all + vocabularySize)), isRight: (counts[0]?.[0] ?? 0) === target };
        });
      return {
        loss: measured.reduce((sum, { loss }) => sum + loss, 0) / measured.length,
        accuracy: measured.filter(({ isRight }) => isRight).length / measured.length,
      };
    };
    const { bigramLoss, bigramAccuracy, bigramOnText } = finish(measureBaselines(windows, padId));
    const [all, text] = [byHand(null), byHand(padId)];
    expect(bigramLoss).toBeCloseTo(all.loss, 10);
    expect(bigramAccuracy).toBe(all.accuracy);
    expect(all.accuracy).toBeGreaterThan(0.01);
    expect(bigramOnText?.loss).toBeCloseTo(text.loss, 10);
    expect(bigramOnText?.accuracy).toBe(text.accuracy);
  });

  it("are given for the text alone where some targets are padding, by hand", () => {
    // Pairs 01 12 20 00 01; 0 is padding, so the text is 01 12 01.
    const { bigramLoss, bigramOnText } = finish(measureBaselines(windowsOf([0, 1, 2, 0, 0, 1], 3, 5), 0));
    expect(bigramOnText?.loss).toBeCloseTo(-(2 * Math.log(3 / 5) + Math.log(2 / 4)) / 3, 12);
    expect(bigramOnText?.accuracy).toBe(1);
    const others = Math.log(2 / 4) + Math.log(2 / 4) + Math.log(2 / 6);
    expect(bigramLoss).toBeCloseTo(-(2 * Math.log(3 / 6) + others) / 5, 12);
  });

  it("leave out targets that do not count, and are zeros where none does", () => {
    // Pairs 01 12 20 00 01 as above, 0 no target.
    const masked = { ...windowsOf([0, 1, 2, 0, 0, 1], 3, 5), lossMask: Uint32Array.of(0b100110) };
    const { bigramLoss, bigramAccuracy, unigramLoss, bigramOnText } = finish(measureBaselines(masked, null));
    expect(bigramLoss).toBeCloseTo(-(2 * Math.log(3 / 5) + Math.log(2 / 4)) / 3, 12);
    expect(bigramAccuracy).toBe(1);
    expect(unigramLoss).toBeCloseTo(-(2 * Math.log(3 / 6) + Math.log(2 / 6)) / 3, 12);
    expect(bigramOnText).toBeNull();
    const none = finish(measureBaselines({ ...masked, lossMask: Uint32Array.of(0) }, null));
    expect(Object.values(none)).toEqual([0, 0, 0, 0, null]);
  });

  it("are finite for one window", () => {
    const baselines = finish(measureBaselines(windowsOf([0, 0], 1, 1), null));
    expect(baselines).toEqual({
      unigramLoss: 0,
      unigramAccuracy: 1,
      bigramLoss: 0,
      bigramAccuracy: 1,
      bigramOnText: null,
    });
  });

  it("are taken on every target of records that are windows, and on nothing behind them", () => {
    // Records 012 and 01 with padding 0 behind them to three inputs and a target: pairs 01 12 01.
    const tokens = Uint16Array.of(0, 1, 2, 0, 0, 1, 0, 0);
    const train = sequencesAt({ starts: Uint32Array.of(0, 4), lengths: Uint16Array.of(2, 1) });
    const data = { tokens, lossMask: Uint32Array.of(0b100110), vocabularySize: 3, contextLength: 3 };
    const none = { ...train, count: 0 };
    const { unigramLoss, bigramAccuracy } = finish(measureBaselines({ ...data, train, validation: none }, null));
    expect(unigramLoss).toBeCloseTo(-(2 * Math.log(3 / 6) + Math.log(2 / 6)) / 3, 12);
    expect(bigramAccuracy).toBe(1);
    expect(hasTargets({ ...data, lossMask: Uint32Array.of(0b1000) }, train, "every")).toBe(false);
  });
});
