import { describe, expect, it } from "vitest";
import { success } from "@/domain/result";
import { createFakeApp, report } from "./fake-client";

const calls = (app: ReturnType<typeof createFakeApp>) => app.calls.filter((name) => /examin/i.test(name));

describe("the data clinic", () => {
  it("examines nothing before it is opened, then once, and again after each preparation", async () => {
    const app = createFakeApp();
    await app.commands.loadText("ana", "a.csv");
    expect(calls(app)).toEqual([]);
    app.commands.openClinic(true);
    app.commands.openClinic(true);
    expect(calls(app)).toEqual(["examineData"]);
    app.stores.settings.getState().set("corpus.lowercase", true);
    await app.commands.prepare();
    expect(calls(app)).toEqual(["examineData", "examineData"]);
    app.commands.openClinic(false);
    await app.commands.prepare();
    expect(calls(app).filter((name) => name === "examineData")).toHaveLength(2);
    app.commands.openClinic(true);
    app.commands.openClinic(false);
    expect(calls(app).slice(2)).toEqual(["examineData", "stopExamining"]);
    expect(app.stores.clinic.getState()).toMatchObject({ isOpen: false, share: null });
  });

  it("passes over an answer about the data before", async () => {
    let answer = () => {};
    const app = createFakeApp({
      examineData: () =>
        new Promise((resolve) => {
          answer = () => resolve(success({ units: 1 } as never));
        }),
    });
    await app.commands.loadText("ana", "a.csv");
    app.commands.openClinic(true);
    app.stores.data
      .getState()
      .finishLoad({ kind: "text", name: "b", text: "b" }, { ...app.stores.data.getState().source! });
    answer();
    await new Promise((resolve) => setTimeout(resolve));
    expect(app.stores.clinic.getState()).toMatchObject({ examination: null, share: null });
    expect(calls(app)).toEqual(["examineData", "stopExamining"]);
  });

  it("keeps the newest answer, shows a failure, and forgets both with other data", async () => {
    const answers: ((units: number) => void)[] = [];
    const app = createFakeApp({
      examineData: () => new Promise((resolve) => answers.push((units) => resolve(success({ units } as never)))),
    });
    await app.commands.loadText("ana", "a.csv");
    app.commands.openClinic(true);
    void app.commands.examine();
    answers[1](2);
    await Promise.resolve();
    answers[0](1);
    await new Promise((resolve) => setTimeout(resolve));
    expect(app.stores.clinic.getState()).toMatchObject({ share: null, examination: { units: 2 } });
    app.stores.data
      .getState()
      .finishLoad({ kind: "text", name: "b", text: "b" }, { ...app.stores.data.getState().source! });
    expect(app.stores.clinic.getState().examination).toBeNull();
    const failing = createFakeApp({ examineData: async () => ({ ok: false, error: { code: "corpusEmpty" } }) });
    await failing.commands.loadText("ana", "a.csv");
    failing.stores.data.getState().setReport(report);
    failing.commands.openClinic(true);
    await new Promise((resolve) => setTimeout(resolve));
    expect(failing.stores.clinic.getState()).toMatchObject({ share: null, error: { code: "corpusEmpty" } });
  });
});
