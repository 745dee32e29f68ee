import { describe, expect, it } from "vitest";
import { hasUnsavedWork } from "@/app/unsaved-work";
import { createFakeApp } from "../state/fake-client";

describe("hasUnsavedWork", () => {
  it("asks once a run has trained for a while, and rests after its weights are saved", async () => {
    const { commands, stores } = createFakeApp();
    const { run } = stores;
    expect(hasUnsavedWork(run.getState())).toBe(false);
    run.getState().updateLatest({ elapsedSeconds: 5 });
    expect(hasUnsavedWork(run.getState())).toBe(false);
    run.getState().updateLatest({ elapsedSeconds: 60 });
    expect(hasUnsavedWork(run.getState())).toBe(true);
    await commands.exportFile("metrics");
    expect(hasUnsavedWork(run.getState())).toBe(true);
    await commands.exportFile("weights");
    expect(hasUnsavedWork(run.getState())).toBe(false);
    run.getState().updateLatest({ elapsedSeconds: 90 });
    expect(hasUnsavedWork(run.getState())).toBe(true);
    await commands.exportFile("bundle");
    expect(hasUnsavedWork(run.getState())).toBe(false);
    run.getState().updateLatest({ elapsedSeconds: 120 });
    expect(hasUnsavedWork(run.getState())).toBe(true);
    await commands.reset();
    expect(hasUnsavedWork(run.getState())).toBe(false);
  });
});
