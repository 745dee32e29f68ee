import { expect, it } from "vitest";
import { hotWheelsArithmetic } from "../../../bench/node/flops";
import { agrees, compareTables, notebookTable } from "../../../bench/node/notebook-table";
import { summarize } from "../../../bench/node/turns";

const [first] = notebookTable;

it("takes the middle of an odd and the mean of the two middles of an even number of rounds", () => {
  expect(summarize([9, 1, 2])).toEqual({ median: 2, lowest: 1, highest: 9, rounds: 3 });
  expect(summarize([4, 1, 2, 9]).median).toBe(3);
});

it("holds validation figures to 0.01 nats and half a point", () => {
  expect(agrees({ ...first, validationLoss: first.validationLoss + 0.0099 }, first)).toBe(true);
  expect(agrees({ ...first, validationLoss: first.validationLoss - 0.0101 }, first)).toBe(false);
  expect(agrees({ ...first, validationAccuracy: first.validationAccuracy + 0.0051 }, first)).toBe(false);
  expect(agrees({ ...first, validationLoss: Number.NaN }, first)).toBe(false);
});

it("shows ours beside the notebook's, the difference, and which epoch is too far", () => {
  const lines = compareTables([first, { ...notebookTable[1], validationLoss: 0.7 }]);
  expect(lines[2]).toContain("0.6832 80.41 %");
  expect(lines[2]).not.toContain("TOO FAR");
  expect(lines[3]).toContain("+0.0891");
  expect(lines[3]).toContain("TOO FAR");
});

it("counts the HotWheels step as written, and what gathering saves of its first layer", () => {
  const { written, gathered } = hotWheelsArithmetic();
  // Both linear maps, three products each: 6 * 2,048 * (1,024 * 128 + 128 * 104) = 1.774e9.
  expect(written).toBeGreaterThan(1.774e9);
  expect(written).toBeLessThan(1.85e9);
  expect(written - gathered).toBe(6 * (2048 - 104) * 1024 * 128 - 2 * 2048 * 32 * 128);
});
