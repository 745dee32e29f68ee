// A large loss of rows stands in the way of training once.
import { describe, expect, it } from "vitest";
import { success } from "@/domain/result";
import { dataLossOf } from "@/state/data-loss";
import { createFakeApp, prepared, report, source } from "./fake-client";

const text = { kind: "text", name: "a.csv", text: "a" } as const;

async function loaded(dropped: number, unread = 0, kind: "text" | "bundled" = "text") {
  const problems = Array.from({ length: unread }, (_, line) => ({ line, reason: "invalidJson", excerpt: "" }) as const);
  const harmless = { line: 1, reason: "badBytes", excerpt: "" } as const;
  const facts = { ...source.facts, problems: [...problems, harmless], problemCount: unread + 1 };
  const app = createFakeApp({
    loadData: async () => success({ ...source, facts }),
    prepareData: async () => {
      const findings = [{ kind: "incomplete", count: dropped, places: [] }] as const;
      app.stores.data.getState().setReport({ ...report, read: 100, kept: 100 - dropped, findings });
      return success(prepared);
    },
  });
  await app.commands.loadData(kind === "text" ? text : { kind, id: "a", name: "a.csv", url: "" });
  return app;
}

describe("a large loss of rows", () => {
  it("is one of more than a tenth, dropped or unread, of data that the page did not bring along", async () => {
    const lossOf = async (...how: Parameters<typeof loaded>) =>
      dataLossOf((await loaded(...how)).stores.data.getState());
    expect(await lossOf(10)).toBeNull();
    expect(await lossOf(11)).toMatchObject({ lost: 11, of: 100, unread: 0, dropped: [{ kind: "incomplete" }] });
    expect(await lossOf(0, 12)).toMatchObject({ lost: 12, of: 112, unread: 12 });
    expect(await lossOf(90, 0, "bundled")).toBeNull();
  });

  it("keeps the first press on Train from training, until other data comes or it was said to be right", async () => {
    const { commands, stores, calls } = await loaded(50);
    const trained = async () => {
      calls.length = 0;
      await commands.train();
      return calls.includes("train");
    };
    expect(await trained()).toBe(false);
    expect(stores.data.getState().lossAnswer).toBe("asked");
    expect(await trained()).toBe(true);
    await commands.reload();
    expect(await trained()).toBe(true);
    await commands.loadText("b", "b.csv");
    expect(await trained()).toBe(false);
    await commands.loadText("c", "c.csv");
    stores.data.getState().answerLoss("accepted");
    expect(await trained()).toBe(true);
  });
});
