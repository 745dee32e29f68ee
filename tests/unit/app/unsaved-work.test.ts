import { describe, expect, it } from "vitest";
import { hasUnsavedWork } from "@/app/unsaved-work";
import { success } from "@/domain/result";
import { openRun } from "@/state/runs-store";
import { createFakeApp, stepped } from "../state/fake-client";

describe("hasUnsavedWork", () => {
  it("asks once a run has trained for a while, and rests after its weights are saved", async () => {
    const { commands, stores, tell, shown } = createFakeApp({ freezeRun: async () => success(shown().progress.step) });
    const asks = () => hasUnsavedWork(openRun(stores.runs.getState()));
    expect(asks()).toBe(false);
    await commands.loadText("ana", "a.txt");
    await commands.train();
    tell(stepped(1, { seconds: 5 }));
    expect(asks()).toBe(false);
    tell(stepped(2, { seconds: 60 }));
    expect(asks()).toBe(true);
    await commands.exportFile("metrics");
    expect(asks()).toBe(true);
    await commands.exportFile("weights");
    expect(asks()).toBe(false);
    tell(stepped(3, { seconds: 90 }));
    expect(asks()).toBe(true);
    await commands.exportFile("bundle");
    expect(asks()).toBe(false);
    tell(stepped(4, { seconds: 120 }));
    expect(asks()).toBe(true);
    await commands.reset();
    expect(asks()).toBe(false);
  });
});
