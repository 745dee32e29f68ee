import { describe, expect, it } from "vitest";
import { success } from "@/domain/result";
import { applyEvents } from "@/state/apply-events";
import type { EvaluationReport } from "@/worker/protocol";
import { createFakeApp } from "./fake-client";

const report: EvaluationReport = {
  part: "all",
  loss: 1.5,
  accuracy: 0.25,
  windows: 40,
  step: 7,
  dataset: "birds.csv",
  unknownCharacters: 0,
};

describe("measuring on request", () => {
  it("asks for the part that was chosen, shows how far it is, then the result", async () => {
    const asked: unknown[] = [];
    const app = createFakeApp({
      evaluate: async (run, part, corpus) => {
        asked.push(run, part, corpus);
        applyEvents(app.stores, [{ type: "evaluationProgress", run: "other", share: 0.9 }]);
        expect(app.stores.evaluation.getState().share).toBe(0);
        applyEvents(app.stores, [{ type: "evaluationProgress", run: "run-1", share: 0.5 }]);
        expect(app.stores.evaluation.getState()).toMatchObject({ share: 0.5, report: null });
        return success(report);
      },
    });
    const { stores, commands } = app;
    stores.evaluation.getState().choose("all");
    await commands.loadText("ana", "a.txt");
    await commands.train();
    await commands.evaluate();
    expect(asked).toEqual(["run-1", "all", stores.settings.getState().config.corpus]);
    expect(stores.evaluation.getState()).toMatchObject({ share: null, report, run: "run-1" });
  });

  it("shows why nothing could be measured, and lets go of the last result", async () => {
    const { stores, commands } = createFakeApp({
      evaluate: async () => ({ ok: false, error: { code: "noValidation" } }),
    });
    await commands.loadText("ana", "a.txt");
    await commands.train();
    stores.evaluation.getState().finish(report);
    await commands.evaluate();
    expect(stores.evaluation.getState()).toMatchObject({ share: null, report: null });
    expect(stores.notices.getState().error).toEqual({ code: "noValidation" });
  });

  it("shows no progress of a measurement that has ended", () => {
    const { stores } = createFakeApp();
    applyEvents(stores, [{ type: "evaluationProgress", run: "run-1", share: 0.5 }]);
    expect(stores.evaluation.getState().share).toBeNull();
  });
});
