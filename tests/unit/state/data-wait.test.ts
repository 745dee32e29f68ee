import { describe, expect, it } from "vitest";
import { failure, type Result, success } from "@/domain/result";
import type { PreparedSummary } from "@/domain/windows/prepared-summary";
import { openRun } from "@/state/runs-store";
import { eventually } from "../support/eventually";
import { createFakeApp, prepared } from "./fake-client";

const text = { kind: "text", name: "a.txt", text: "abc" } as const;

/** An app whose data is loaded and being prepared, and the answer to that. */
async function preparingApp() {
  let answer: (result: Result<PreparedSummary>) => void = () => {};
  const prepareData = () =>
    new Promise<Result<PreparedSummary>>((resolve) => {
      answer = resolve;
    });
  const app = createFakeApp({ prepareData });
  const loading = app.commands.loadData(text);
  await eventually(() => expect(app.stores.data.getState().preparing).toBe(true));
  return { ...app, loading, answer: (result: Result<PreparedSummary>) => answer(result) };
}

describe("training pressed while the data is being prepared", () => {
  it("shows the run as preparing and starts it once the data is there", async () => {
    const { commands, stores, calls, answer } = await preparingApp();
    const training = commands.train();
    expect(openRun(stores.runs.getState()).state).toBe("preparing");
    expect(calls).not.toContain("train");
    answer(success(prepared));
    await training;
    expect(calls.filter((call) => call === "prepareData")).toHaveLength(1);
    expect(calls).toContain("train");
  });

  it("starts one run however often it is pressed", async () => {
    const { commands, calls, answer } = await preparingApp();
    const presses = [commands.toggleRun(), commands.toggleRun(), commands.stepOnce()];
    answer(success(prepared));
    await Promise.all(presses);
    expect(calls.filter((call) => call === "train" || call === "stepOnce")).toEqual(["train"]);
  });

  it("starts nothing when stopped meanwhile, and shows the page as it was", async () => {
    const { commands, stores, calls, loading, answer } = await preparingApp();
    const training = commands.train();
    await commands.stop();
    expect(openRun(stores.runs.getState()).state).toBe("idle");
    answer(success(prepared));
    await Promise.all([training, loading]);
    expect(calls).not.toContain("train");
    expect(openRun(stores.runs.getState()).state).toBe("idle");
    expect(stores.notices.getState().error).toBeNull();
  });

  it("starts the newer press alone when stopped and pressed again", async () => {
    const { commands, calls, answer } = await preparingApp();
    const first = commands.train();
    await commands.stop();
    const second = commands.train();
    answer(success(prepared));
    await Promise.all([first, second]);
    expect(calls.filter((call) => call === "train")).toHaveLength(1);
  });

  it("shows the page as it was, with the reason, when the data cannot be prepared", async () => {
    const { commands, stores, calls, answer } = await preparingApp();
    const training = commands.train();
    answer(failure({ code: "corpusEmpty" }));
    await training;
    expect(calls).not.toContain("train");
    expect(openRun(stores.runs.getState()).state).toBe("idle");
    expect(stores.notices.getState().error?.code).toBe("corpusEmpty");
  });
});
