import { describe, expect, it } from "vitest";
import { type PlacedWord, placeLevelWords, placeMarkWord } from "@/ui/chart-labels";

const plot = { middle: 200, right: 400, bottom: 250 };

describe("words of the levels", () => {
  it("stand over the right ends of their lines", () => {
    const [word] = placeLevelWords([{ text: "bigram", y: 100 }], plot);
    expect(word).toMatchObject({ text: "bigram", anchor: "end", right: 396, baseline: 95 });
    expect(word?.left).toBeLessThan(370);
  });

  it.each([
    { above: 84, under: 95 },
    { above: 85, under: 114 },
    { above: 99, under: 114 },
  ])("go to baseline $under under a level at $above", ({ above, under }) => {
    const levels = [
      { text: "uniform", y: above },
      { text: "bigram", y: 100 },
    ];
    expect(placeLevelWords(levels, plot).map(({ baseline }) => baseline)).toEqual([above - 5, under]);
  });

  it("do not mind their own line", () => {
    const levels = [
      { text: "one", y: 100 },
      { text: "same", y: 100 },
    ];
    expect(placeLevelWords(levels, plot).map(({ baseline }) => baseline)).toEqual([95, 95]);
  });
});

describe("the word of a ring", () => {
  const word = (changes: Partial<PlacedWord>): PlacedWord => ({
    text: "bigram",
    anchor: "end",
    left: 300,
    right: 396,
    baseline: 119,
    ...changes,
  });
  const placed = (y: number, taken: readonly PlacedWord[]) => placeMarkWord("best 1", { x: 300, y }, plot, taken);

  it("stands under the ring, towards the middle of the plot", () => {
    expect(placed(100, [])).toMatchObject({ anchor: "end", right: 298, baseline: 119 });
    expect(placeMarkWord("best 1", { x: 200, y: 100 }, plot, [])).toMatchObject({ anchor: "start", left: 202 });
  });

  it("is as wide as its letters", () => {
    const { left, right } = placed(100, []);
    expect((right - left) / "best 1".length).toBeCloseTo(6.5);
  });

  it.each([
    { y: 228, baseline: 247 },
    { y: 229, baseline: 219 },
  ])("goes to $baseline for a ring at $y in a plot that ends at 250", ({ y, baseline }) => {
    expect(placed(y, []).baseline).toBe(baseline);
  });

  it.each([
    { name: "covers it", taken: [word({ left: 290 })], baseline: 90 },
    { name: "covers it by a pixel", taken: [word({ left: 290, baseline: 132 })], baseline: 90 },
    { name: "is a line below", taken: [word({ left: 290, baseline: 133 })], baseline: 119 },
    { name: "begins where it ends", taken: [word({ left: 298 })], baseline: 119 },
    { name: "ends where it begins", taken: [word({ left: 0, right: 259 })], baseline: 119 },
    { name: "covers under and over", taken: [word({ left: 290 }), word({ left: 290, baseline: 90 })], baseline: 133 },
  ])("stands at $baseline where another word $name", ({ taken, baseline }) => {
    expect(placed(100, taken).baseline).toBe(baseline);
  });

  it("makes room for words on its right as well", () => {
    const taken = [word({ left: 110, right: 200 })];
    expect(placeMarkWord("best 1", { x: 100, y: 100 }, plot, taken)).toMatchObject({ left: 102, baseline: 90 });
  });

  it("tries a second line over the ring last", () => {
    const taken = [119, 90, 133].map((baseline) => word({ left: 290, baseline }));
    expect(placed(100, taken).baseline).toBe(76);
  });

  it("stands under the ring all the same where no place is free", () => {
    const taken = [119, 90, 133, 76].map((baseline) => word({ left: 290, baseline }));
    expect(placed(100, taken).baseline).toBe(119);
  });

  it("does not go over the upper end of the drawing", () => {
    const taken = [word({ left: 290, baseline: 42 })];
    expect(placed(24, taken).baseline).toBe(14);
    expect(placed(23, [word({ left: 290, baseline: 41 })]).baseline).toBe(56);
  });

  it("stays beside a ring in a plot that is lower than a word", () => {
    expect(placeMarkWord("best 1", { x: 300, y: 10 }, { ...plot, bottom: 2 }, []).baseline).toBe(10);
  });
});
