import { describe, expect, it } from "vitest";
import { failure, success } from "@/domain/result";
import { drawnLine } from "@/domain/run/curves";
import { latestOf } from "@/domain/run/run-figures";
import { freshProgress } from "@/domain/training/progress";
import { createFakeApp, inState, runOf, stepped } from "./fake-client";

const text = { kind: "text", name: "a.txt", text: "abc" } as const;

/** An app whose run has trained for `seconds` and finished. */
async function trained(seconds: number, answers: Parameters<typeof createFakeApp>[0] = {}) {
  const app = createFakeApp(answers);
  await app.commands.loadData(text);
  await app.commands.train();
  app.tell(stepped(50, { epoch: 3, loss: 0.5, seconds }));
  app.tell({ type: "check", check: { step: 50, loss: 0.75, accuracy: 0.5 } }, inState("finished", "epochsDone"));
  app.tell({ type: "held", checkpoints: [{ step: 50, kind: "last", where: "memory", seconds }], hasData: true });
  app.calls.length = 0;
  return app;
}

const offers = ({ stores }: ReturnType<typeof createFakeApp>) =>
  stores.notices
    .getState()
    .toasts.filter((toast) => toast.undo !== null)
    .map(({ kind }) => kind);

/** Presses Undo of the newest toast that offers it. */
async function undo({ stores }: ReturnType<typeof createFakeApp>): Promise<void> {
  const toast = stores.notices.getState().toasts.findLast((one) => one.undo !== null);
  if (toast === undefined) throw new Error("expected an offer, got none");
  stores.notices.getState().dismiss(toast.id);
  await toast.undo?.();
}

const shownFigures = ({ shown }: ReturnType<typeof createFakeApp>) => {
  const { id, name, state, reason, endStep } = shown();
  return { id, name, state, latest: latestOf(shown()), reason, endStep };
};

describe("undoing the end of a run", () => {
  it("brings back the run that Train again replaced, with figures and curves", async () => {
    const app = await trained(60);
    const before = shownFigures(app);
    await app.commands.train();
    expect(app.calls).toEqual(["predictMemory", "train"]);
    expect(offers(app)).toEqual(["runReplaced"]);
    expect(app.shown().name).not.toBe(before.name);
    app.tell(inState("running"));
    await undo(app);
    expect(shownFigures(app)).toEqual(before);
    expect(offers(app)).toEqual([]);
    app.tell({ type: "check", check: { step: 60, loss: 0.5, accuracy: 0.5 } });
    expect(drawnLine(app.shown().series, "validationLoss", 0)).toEqual([
      { x: 50, y: 0.75 },
      { x: 60, y: 0.5 },
    ]);
  });

  it("holds every run, whether or not it was offered back", async () => {
    const app = await trained(1);
    const first = app.shown();
    await app.commands.train();
    await app.commands.reset();
    expect(app.stores.runs.getState().open).toBeNull();
    expect(app.stores.runs.getState().runs.get(first.id)).toEqual(first);
    expect(app.stores.runs.getState().runs.size).toBe(2);
  });

  it("brings back the run that Reset took away", async () => {
    const app = await trained(60);
    const before = shownFigures(app);
    await app.commands.reset();
    expect(app.calls).toEqual(["closeRun"]);
    expect(offers(app)).toEqual(["runReset"]);
    await undo(app);
    expect(shownFigures(app)).toEqual(before);
  });

  it("brings back the newest weights after the best ones were put in their place", async () => {
    const app = await trained(60, { restoreBest: async () => success(20) });
    const before = shownFigures(app);
    await app.commands.restoreBest();
    app.tell({ type: "putBack", progress: { ...freshProgress, step: 20, epoch: 1 } });
    expect(app.shown().progress.step).toBe(20);
    expect(offers(app)).toEqual(["bestRestored"]);
    app.tell(stepped(21, { seconds: 60.5 }));
    await undo(app);
    expect(shownFigures(app)).toEqual(before);
    expect(drawnLine(app.shown().series, "trainLoss", 0)).toEqual([{ x: 50, y: 0.5 }]);
  });

  it("brings back the run and the settings that an opened file replaced", async () => {
    const app = await trained(60, {
      importFile: async (id) =>
        success({
          run: runOf({
            id,
            config: { ...app.stores.settings.getState().config, seed: "imported" },
            progress: { ...freshProgress, step: 7 },
          }),
          sameData: true,
          bare: false,
        }),
    });
    const before = shownFigures(app);
    app.stores.settings.getState().applyPreset("poema-gru");
    const { config } = app.stores.settings.getState();
    await app.commands.importFile(new File(["x"], "run.zip"));
    expect(app.shown().progress.step).toBe(7);
    expect(app.stores.settings.getState().presetId).toBeNull();
    expect(offers(app)).toEqual(["runImported"]);
    await undo(app);
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
    const { name } = app.shown();
    await app.commands.train();
    app.tell(stepped(1, { seconds: 0.1 }));
    await app.commands.reset();
    expect(offers(app)).toEqual(["runReplaced"]);
    await undo(app);
    expect(app.shown().name).toBe(name);
  });

  it("shows the newer run again where the worker can no more open the older one, and says why", async () => {
    const app = await trained(60, { openRun: async () => failure({ code: "noModel" }) });
    const older = app.shown();
    await app.commands.train();
    app.tell(inState("running"));
    const newer = shownFigures(app);
    await undo(app);
    expect(shownFigures(app)).toEqual(newer);
    expect(app.stores.runs.getState().runs.get(older.id)).toEqual(older);
    expect(app.stores.notices.getState().error?.code).toBe("noModel");
  });

  it("offers nothing when a file that was to replace the run is refused", async () => {
    const app = await trained(60);
    await app.commands.importFile(new File(["x"], "run.zip"));
    expect(app.calls).toEqual(["importFile"]);
    expect(offers(app)).toEqual([]);
    expect(app.shown().progress.step).toBe(50);
  });

  it("offers no weights back of which the worker could keep no copy", async () => {
    const answers = { keepRun: async () => failure({ code: "internal", detail: "" } as const) };
    const app = await trained(60, { ...answers, restoreBest: async () => success(20) });
    await app.commands.restoreBest();
    expect(offers(app)).toEqual([]);
  });
});
