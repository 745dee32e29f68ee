// How much memory a session may have on a card, by what the card takes.
import { describe, expect, it } from "vitest";
import { fitsMemory } from "@/domain/training/memory-forecast";
import { cardBudget, needOf } from "@/engine/plan/webgpu/count-bytes";

const limits = { maxBufferSize: 1000, maxStorageBufferBindingSize: 500, budget: 4000 };
const small = { arena: 3000, aside: 990, constants: 10, longest: 1000, binding: 500 };
const fits = (changes: Partial<typeof small>) => fitsMemory(needOf({ ...small, ...changes }, limits));

describe("the memory of a session on a card", () => {
  it("is bounded by what lies in one piece and what kernels see at once, not by the sum against one of them", () => {
    expect(fits({})).toBe(true);
    expect(fits({ longest: 1001 })).toBe(false);
    expect(fits({ binding: 501 })).toBe(false);
  });

  it("is bounded by what a page may hold of a card without losing it", () => {
    expect(fits({ aside: 991 })).toBe(false);
    expect(cardBudget(undefined)).toBe(2 ** 32);
    expect(cardBudget(2)).toBe(2 ** 30);
  });

  it("is told as all bytes beside the most that there could be so divided", () => {
    const divided = { arena: 800, aside: 190, constants: 10, longest: 800, binding: 400 };
    expect(needOf(divided, limits)).toEqual({ bytes: 1000, limit: 1250 });
  });
});
