import { describe, expect, it } from "vitest";
import { heldIn, marked, movedTo, pinched, zoomedAbout } from "@/ui/chart-view";

const WHOLE = [0, 100] as const;

describe("the part of a chart that is shown", () => {
  it("comes nearer about a place, which stays where it is, and goes back to everything", () => {
    expect(zoomedAbout(WHOLE, WHOLE, 20, 0.5)).toEqual([10, 60]);
    expect(zoomedAbout([10, 60], WHOLE, 20, 2)).toBeNull();
    expect(zoomedAbout([40, 60], WHOLE, 90, 0.5), "a place beside it counts as its end").toEqual([50, 60]);
  });

  it("is what was marked in either direction, and never less than a thousandth", () => {
    expect(marked(70, 30, WHOLE)).toEqual([30, 70]);
    expect(marked(-5, 120, WHOLE)).toBeNull();
    const [low, high] = marked(50, 50, WHOLE) ?? [0, 0];
    expect(high - low).toBeCloseTo(0.1, 12);
  });

  it("stays inside the whole", () => {
    expect(heldIn([-10, 20], WHOLE)).toEqual([0, 30]);
    expect(heldIn([90, 120], WHOLE)).toEqual([70, 100]);
    expect(heldIn([0, 0], [0, 0])).toBeNull();
  });

  it("moves no further than a place asks for", () => {
    expect(movedTo([20, 40], WHOLE, 45)).toEqual([25, 45]);
    expect(movedTo([20, 40], WHOLE, 5)).toEqual([5, 25]);
    expect(movedTo([20, 40], WHOLE, 30)).toEqual([20, 40]);
  });

  it("keeps under two fingers what they came down on", () => {
    const [low, high] = pinched([40, 60], [0.25, 0.75], WHOLE) ?? [0, 0];
    expect([low, high]).toEqual([30, 70]);
    expect(low + 0.25 * (high - low)).toBe(40);
    expect(pinched([40, 60], [0.5, 0.5], WHOLE)).toBeNull();
    expect(pinched([40, 60], [0.45, 0.55], WHOLE)).toBeNull();
  });
});
