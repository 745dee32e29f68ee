import { describe, expect, it } from "vitest";
import {
  type ChartLine,
  curvePath,
  linearTicks,
  markedPoints,
  verticalDomain,
  verticalTicks,
  withRoomBelow,
} from "@/ui/chart-rows";

const look = { color: "black", dash: null, width: 1, opacity: 1, marker: null };

function line(id: string, points: readonly (readonly [number, number])[]): ChartLine {
  return { id, points: points.map(([x, y]) => ({ x, y })), look, label: null };
}

describe("curvePath", () => {
  const identity = (value: number) => value;

  it("draws what can be drawn and bridges the rest", () => {
    const points = [
      { x: 0, y: 1 },
      { x: 1, y: 0 },
      { x: 2, y: Number.NaN },
      { x: 3, y: 2 },
    ];
    expect(curvePath(points, identity, identity, true)).toBe("M0.0 1.0L3.0 2.0");
    expect(curvePath(points, identity, identity, false)).toBe("M0.0 1.0L1.0 0.0L3.0 2.0");
  });

  it("is empty for an empty line", () => {
    expect(curvePath([], identity, identity, false)).toBe("");
  });
});

describe("markers", () => {
  it("stand at the points of a line, but not so near to each other that they touch", () => {
    const points = [0, 5, 14, 20, 40].map((x) => ({ x, y: x === 40 ? Number.NaN : 1 }));
    const places = markedPoints(
      points,
      (x) => x,
      (y) => 10 * y,
      false,
    );
    expect(places).toEqual([
      { x: 0, y: 10 },
      { x: 14, y: 10 },
    ]);
  });
});

describe("verticalDomain", () => {
  it("reaches above zero when there is nothing but zeros", () => {
    expect(verticalDomain([], [0], false)).toEqual([0, 1]);
  });

  it("is positive on a log axis even when the data hold zeros and nothing else", () => {
    const [low, high] = verticalDomain([line("loss", [[1, 0]])], [], true);
    expect(low).toBeGreaterThan(0);
    expect(high).toBeGreaterThan(low);
  });

  it("holds the lines and the references", () => {
    const [low, high] = verticalDomain(
      [
        line("loss", [
          [1, 1],
          [2, 3],
        ]),
      ],
      [4.64],
      true,
    );
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(4.64);
  });

  it("rests while a curve creeps on", () => {
    const creeping = [0.996, 0.994, 0.991].map((low) =>
      verticalDomain(
        [
          line("loss", [
            [1, 4],
            [2, low],
          ]),
        ],
        [],
        true,
      ),
    );
    expect(new Set(creeping.map(([low]) => low)).size).toBe(1);
  });

  it("starts at zero on a linear axis", () => {
    expect(verticalDomain([line("accuracy", [[1, 0.4]])], [], false)[0]).toBe(0);
  });
});

describe("ticks", () => {
  it("are the round values of a mock-like loss range", () => {
    expect(verticalTicks([0.9, 4.9], true)).toEqual([1, 1.5, 2, 3, 4]);
  });

  it("are at least two however narrow a log range is", () => {
    expect(verticalTicks([1.01, 1.02], true).length).toBeGreaterThanOrEqual(2);
  });

  it("step by 1, 2 or 5 on a linear axis and stay inside it", () => {
    expect(linearTicks([0, 80], 4)).toEqual([0, 20, 40, 60, 80]);
    expect(linearTicks([0, 5], 5)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(linearTicks([2, 2], 5)).toEqual([2]);
    expect(linearTicks([0.6, 1.1], 5)).toEqual([0.6, 0.7, 0.8, 0.9, 1, 1.1]);
    expect(linearTicks([-0.3, 0.2], 5)).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2]);
  });
});

describe("withRoomBelow", () => {
  it.each([0, 0.12, 0.5])("leaves %d of the height under what was the lower end", (share) => {
    const [low, high] = withRoomBelow([0.5, 4], share);
    expect(high).toBe(4);
    expect(Math.log(0.5 / low) / Math.log(high / low)).toBeCloseTo(share, 12);
  });
});
