// How much memory a session may have on a card, by what the card takes of each kind of buffer.
import { describe, expect, it } from "vitest";
import { fitsMemory } from "@/domain/training/memory-forecast";
import { cardBudget, needOf } from "@/engine/plan/webgpu/count-bytes";

const limits = { maxBufferSize: 1000, maxStorageBufferBindingSize: 500, budget: 1800 };
const fits = (bytes: Parameters<typeof needOf>[0]) => fitsMemory(needOf(bytes, limits));

describe("the memory of a session on a card", () => {
  it("is each buffer's and each binding's, not the sum of all against one of them", () => {
    expect(fits({ arena: 1000, aside: 790, constants: 10, binding: 500 })).toBe(true);
    expect(fits({ arena: 1001, aside: 0, constants: 10, binding: 500 })).toBe(false);
    expect(fits({ arena: 10, aside: 1001, constants: 10, binding: 10 })).toBe(false);
    expect(fits({ arena: 800, aside: 0, constants: 10, binding: 501 })).toBe(false);
  });

  it("is bounded by what a page may hold of a card without losing it", () => {
    expect(fits({ arena: 1000, aside: 801, constants: 10, binding: 500 })).toBe(false);
    expect(cardBudget(undefined)).toBe(2 ** 32);
    expect(cardBudget(2)).toBe(2 ** 30);
  });

  it("is told as all bytes beside the most that there could be so divided", () => {
    expect(needOf({ arena: 800, aside: 190, constants: 10, binding: 400 }, limits)).toEqual({
      bytes: 1000,
      limit: 1250,
    });
  });
});
