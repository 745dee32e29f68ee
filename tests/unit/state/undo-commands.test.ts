import { describe, expect, it } from "vitest";
import { emptyHistory } from "@/domain/checkpoint/run-history";
import { failure, success } from "@/domain/result";
import { freshProgress } from "@/domain/training/progress";
import { createFakeApp, started } from "./fake-client";

const text = { kind: "text", name: "a.txt", text: "abc" } as const;

/** An app whose run has trained for `seconds` and finished. */
async function trained(seconds: number, answers: Parameters<typeof createFakeApp>[0] = {}) {
  const app = createFakeApp({
    bringBack: async () => success({ started, progress: { ...freshProgress, step: 50, epoch: 3 } }),
    ...answers,
  });
  await app.commands.loadData(text);
  await app.commands.train();
  const { run, metrics } = app.stores;
  run.getState().updateLatest({ step: 50, epoch: 3, trainLoss: 0.5, elapsedSeconds: seconds });
  metrics.getState().addEvaluation(50, 0.75, 0.5);
  run.getState().setState("finished", "epochsDone", null);
  app.calls.length = 0;
  return app;
}

const offers = ({ stores }: ReturnType<typeof createFakeApp>) =>
  stores.notices
    .getState()
    .toasts.filter(({ undo }) => undo)
    .map(({ kind }) => kind);

const shownFigures = ({ stores }: ReturnType<typeof createFakeApp>) => {
  const { name, state, latest, endReason, endStep } = stores.run.getState();
  return { name, state, latest, endReason, endStep };
};

describe("undoing the end of a run", () => {
  it("brings back the run that Train again replaced, with figures and curves", async () => {
    const app = await trained(60);
    const before = shownFigures(app);
    await app.commands.train();
    expect(app.calls).toEqual(["predictMemory", "keepRun", "train"]);
    expect(offers(app)).toEqual(["runReplaced"]);
    expect(app.stores.run.getState().name).not.toBe(before.name);
    await app.commands.bringRunBack();
    expect(shownFigures(app)).toEqual(before);
    expect(offers(app)).toEqual([]);
    app.stores.metrics.getState().addEvaluation(60, 0.5, 0.5);
    expect(app.stores.metrics.getState().copy().validationLoss.points()).toEqual([
      { x: 50, y: 0.75 },
      { x: 60, y: 0.5 },
    ]);
  });

  it("brings back the run that Reset took away", async () => {
    const app = await trained(60);
    const before = shownFigures(app);
    await app.commands.reset();
    expect(app.calls).toEqual(["keepRun", "reset"]);
    expect(offers(app)).toEqual(["runReset"]);
    await app.commands.bringRunBack();
    expect(shownFigures(app)).toEqual(before);
  });

  it("brings back the newest weights after the best ones were put in their place", async () => {
    const app = await trained(60, { restoreBest: async () => success({ ...freshProgress, step: 20, epoch: 1 }) });
    const before = shownFigures(app);
    await app.commands.restoreBest();
    expect(app.stores.run.getState().latest.step).toBe(20);
    expect(offers(app)).toEqual(["bestRestored"]);
    await app.commands.bringRunBack();
    expect(shownFigures(app)).toEqual(before);
  });

  it("brings back the run and the settings that an opened file replaced", async () => {
    const app = await trained(60, {
      importFile: async () =>
        success({
          config: { ...app.stores.settings.getState().config, seed: "imported" },
          tokenizer: { kind: "character", vocabulary: ["a"], specialCount: 0, padId: null },
          template: "",
          dataset: { id: null, name: "a", hash: "0" },
          progress: { ...freshProgress, step: 7 },
          history: emptyHistory,
          sameData: true,
          bare: false,
        }),
    });
    const before = shownFigures(app);
    app.stores.settings.getState().applyPreset("poema-gru");
    const { config } = app.stores.settings.getState();
    await app.commands.importFile(new File(["x"], "run.zip"));
    expect(app.stores.run.getState().latest.step).toBe(7);
    expect(app.stores.settings.getState().presetId).toBeNull();
    expect(offers(app)).toEqual(["runImported"]);
    await app.commands.bringRunBack();
    expect(shownFigures(app)).toEqual(before);
    expect(app.stores.settings.getState()).toMatchObject({ config, presetId: "poema-gru" });
  });

  it("neither keeps nor mentions a run of a moment, or one that a file holds", async () => {
    const short = await trained(2);
    await short.commands.train();
    expect(short.calls).toEqual(["predictMemory", "train"]);
    expect(short.stores.notices.getState().toasts).toEqual([]);
    const saved = await trained(60);
    await saved.commands.exportFile("weights");
    await saved.commands.reset();
    expect(saved.calls).not.toContain("keepRun");
    expect(offers(saved)).toEqual([]);
  });

  it("still offers a long run when a short one after it goes too", async () => {
    const app = await trained(60);
    const { name } = app.stores.run.getState();
    await app.commands.train();
    app.stores.run.getState().updateLatest({ step: 1, elapsedSeconds: 0.1 });
    await app.commands.reset();
    expect(offers(app)).toEqual(["runReplaced"]);
    await app.commands.bringRunBack();
    expect(app.stores.run.getState().name).toBe(name);
  });

  it("offers the newer run in its turn when it has trained for a while", async () => {
    const app = await trained(60);
    await app.commands.train();
    const newer = app.stores.run.getState().name;
    app.stores.run.getState().updateLatest({ step: 9, elapsedSeconds: 30 });
    await app.commands.bringRunBack();
    expect(offers(app)).toEqual(["runBroughtBack"]);
    expect(app.calls).not.toContain("forgetKept");
    await app.commands.bringRunBack();
    expect(app.stores.run.getState().name).toBe(newer);
  });

  it("shows a run that was under way as paused", async () => {
    const app = await trained(60);
    app.stores.run.getState().setState("running", null, null);
    await app.commands.reset();
    await app.commands.bringRunBack();
    expect(app.stores.run.getState().state).toBe("paused");
  });

  it("lets the worker forget the run once its toast is gone", async () => {
    const app = await trained(60);
    await app.commands.reset();
    for (const { id } of app.stores.notices.getState().toasts) app.stores.notices.getState().dismiss(id);
    expect(app.calls).toEqual(["keepRun", "reset", "forgetKept"]);
    await app.commands.bringRunBack();
    expect(app.calls).not.toContain("bringBack");
  });

  it("lets go of the run when a file that was to replace it is refused", async () => {
    const app = await trained(60);
    await app.commands.importFile(new File(["x"], "run.zip"));
    expect(app.calls).toEqual(["keepRun", "importFile", "forgetKept"]);
    expect(offers(app)).toEqual([]);
    expect(app.stores.run.getState().latest.step).toBe(50);
  });

  it("offers nothing back that the worker could not keep", async () => {
    const app = await trained(60, { keepRun: async () => failure({ code: "internal", detail: "" }) });
    await app.commands.reset();
    expect(offers(app)).toEqual([]);
  });
});
