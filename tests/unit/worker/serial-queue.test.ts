import { describe, expect, it } from "vitest";
import { SerialQueue } from "@/worker/serial-queue";

describe("the serial queue", () => {
  it("never lets two tasks overlap, and goes on after one fails", async () => {
    const queue = new SerialQueue();
    const log: string[] = [];
    const task =
      (name: string, fails = false) =>
      async () => {
        log.push(`${name} begins`);
        await Promise.resolve();
        log.push(`${name} ends`);
        if (fails) {
          throw new Error(name);
        }
        return name;
      };
    const results = await Promise.allSettled([queue.run(task("a")), queue.run(task("b", true)), queue.run(task("c"))]);
    expect(log).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });
});
