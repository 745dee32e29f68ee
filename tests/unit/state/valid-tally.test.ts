import { describe, expect, it } from "vitest";
import { defaultSampling } from "@/domain/sampling/sampling-parameters";
import { addAttempts, countAttempts, emptyTally, type ValidTally } from "@/state/valid-tally";

const model = { run: "1", step: 100 };
const sampling = { ...defaultSampling, seed: "1" };
const add = (
  tally: ValidTally,
  changes: Partial<typeof sampling>,
  attempts: number,
  validAttempts: number,
  at = model,
) => addAttempts(tally, at, { ...sampling, ...changes }, { attempts, validAttempts });

describe("valid records", () => {
  it("are counted once a draw, however often the same draw is made", () => {
    const once = add(emptyTally, {}, 3, 1);
    const again = add(add(once, {}, 3, 1), {}, 3, 1);
    expect(countAttempts(again)).toEqual({ attempts: 3, validAttempts: 1 });
  });

  it("add up over seeds and settings", () => {
    const tally = add(add(add(emptyTally, {}, 3, 1), { seed: "2" }, 1, 1), { temperature: 1.5 }, 4, 0);
    expect(countAttempts(tally)).toEqual({ attempts: 8, validAttempts: 2 });
  });

  it("count the attempts of a seed once when more of them are asked for", () => {
    const more = add(add(emptyTally, { recordAttempts: 3 }, 3, 0), { recordAttempts: 10 }, 5, 1);
    expect(countAttempts(more)).toEqual({ attempts: 5, validAttempts: 1 });
    expect(countAttempts(add(more, { recordAttempts: 3 }, 3, 0))).toEqual({ attempts: 5, validAttempts: 1 });
  });

  it("count a greedy text once, whatever its seed", () => {
    const greedy = add(add(emptyTally, { temperature: 0 }, 1, 0), { temperature: 0, seed: "2" }, 1, 0);
    expect(countAttempts(greedy).attempts).toBe(1);
  });

  it("begin anew when the model has trained on, or is another one", () => {
    const first = add(emptyTally, {}, 3, 1);
    const later = add(first, { seed: "2" }, 1, 0, { run: "1", step: 101 });
    expect(later).toMatchObject({ model: { run: "1", step: 101 } });
    expect(countAttempts(later)).toEqual({ attempts: 1, validAttempts: 0 });
    expect(countAttempts(add(first, { seed: "2" }, 2, 0, { run: "2", step: 100 })).attempts).toBe(2);
  });

  it("leave stopped generations out", () => {
    expect(add(emptyTally, {}, 0, 0)).toBe(emptyTally);
  });
});
