import { describe, expect, it } from "vitest";
import { runLines } from "@/features/metrics/run-lines";

describe("the lines of a chart", () => {
  it("are the raw and the smoothed training and the validation, each told from the others", () => {
    const lines = runLines([{ x: 1, y: 4 }], [{ x: 1, y: 3 }], [{ x: 2, y: 5 }]);
    expect(lines.map(({ id, points }) => [id, points[0]?.y])).toEqual([
      ["raw", 4],
      ["smooth", 3],
      ["validation", 5],
    ]);
    const [, smooth, validation] = lines;
    expect(validation.look.color).not.toBe(smooth.look.color);
    expect(validation.look.dash).not.toBe(smooth.look.dash);
  });
});
