import { describe, expect, it } from "vitest";
import { readOptions } from "../../../bench/node/options";

describe("the command line of the benchmark", () => {
  it("asks for everything where nothing is said", () => {
    const { parts, systems, peers, rounds, turn, sameSteps, out } = readOptions([]);
    expect(parts).toEqual(["same-work", "products", "steps", "sampling", "page"]);
    expect(systems).toHaveLength(4);
    expect({ peers, rounds, turn, sameSteps, out }).toEqual({
      peers: [],
      rounds: 9,
      turn: 2000,
      sameSteps: 10,
      out: null,
    });
  });

  it("runs parts in their own order, whatever that of the words", () => {
    expect(readOptions(["--parts", "steps,same-work,products"]).parts).toEqual(["same-work", "products", "steps"]);
  });

  it("names what there is where a part is unknown", () => {
    expect(() => readOptions(["--parts", "steps,stepz"])).toThrow("expected one of same-work, products, steps");
    expect(() => readOptions(["--parts", "steps,stepz"])).toThrow("got stepz");
  });

  it("is quick on request, but for what is said besides", () => {
    expect(readOptions(["--quick"])).toMatchObject({ rounds: 2, turn: 200, sameSteps: 3 });
    expect(readOptions(["--quick", "--rounds", "4"])).toMatchObject({ rounds: 4, turn: 200 });
  });

  it.each(["0", "1.5", "two"])("refuses %s rounds", (rounds) => {
    expect(() => readOptions(["--rounds", rounds])).toThrow(`expected a whole number, got ${rounds}`);
  });
});
