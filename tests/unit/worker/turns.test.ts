import { describe, expect, it } from "vitest";
import { Turns } from "@/worker/turns";

describe("a turn", () => {
  it("ends by a newer one and by a stop, before it was used too", () => {
    const turns = new Turns();
    const first = turns.begin();
    expect(first()).toBe(true);
    const second = turns.begin();
    expect([first(), second()]).toEqual([false, true]);
    turns.stop();
    expect([first(), second()]).toEqual([false, false]);
    expect(turns.begin()()).toBe(true);
  });
});
