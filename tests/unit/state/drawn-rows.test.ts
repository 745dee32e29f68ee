// Rows that were drawn stay the same for runs that differ by their seed.
import { describe, expect, it } from "vitest";
import { setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import { parameters } from "@/domain/config/parameters";
import type { RunConfig } from "@/domain/config/run-config";
import { trialsOf } from "@/domain/config/trials";
import { success } from "@/domain/result";
import { followSettings } from "@/state/auto-prepare";
import { createRecordCommands } from "@/state/record-commands";
import { createRunQueue } from "@/state/run-queue";
import { DataDesk } from "@/worker/data-desk";
import { EventOutbox } from "@/worker/event-outbox";
import { eventually } from "../support/eventually";
import { createFakeApp, facts, inState, stepped } from "./fake-client";

const birds = Array.from({ length: 400 }, (_, at) => `{"bird":"n${at}","song":"sings"}\n`).join("");
const file = { kind: "text", name: "birds.jsonl", text: birds } as const;

/** An app whose worker reads for real, with a tenth of the rows. */
async function withDrawnRows() {
  const desk = new DataDesk(new EventOutbox());
  const trained: RunConfig[] = [];
  const app = createFakeApp({
    loadData: (source, corpus) => desk.load(source, corpus),
    train: async (run, config) => {
      trained.push(config);
      app.stores.runs.getState().tell([{ type: "opened", run, facts }]);
      app.stores.runs.getState().tell([{ type: "runState", run, state: "running", reason: null, error: null }]);
      return success(null);
    },
  });
  const { settings, data } = app.stores;
  settings.getState().start(setByPath(defaultConfig, "corpus.rowShare", 0.1));
  await app.commands.openDevice("reference", "cpu");
  await app.commands.loadData(file);
  expect(data.getState().source?.facts.drawn).toMatchObject({ share: 0.1, seen: 400 });
  const hash = () => data.getState().source?.facts.hash;
  const stop = followSettings(app.context, app.commands);
  app.calls.length = 0;
  return { ...app, trained, hash, stop };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("rows that were drawn", () => {
  it("are those of every run that is tried over seeds, so that its settings read them again", async () => {
    const app = await withDrawnRows();
    const { settings, runs } = app.stores;
    const queue = app.commands.later(createRunQueue);
    const trials = trialsOf(settings.getState().config, [{ path: "seed", values: ["wren", "thrush"] }]);
    queue.plan(
      trials.map(({ config }) => ({ label: "", work: { kind: "begin", config, from: { kind: "fresh" } } as const })),
    );
    await settled();
    app.tell(stepped(50), inState("finished", "epochsDone"));
    await settled();
    app.tell(stepped(50), inState("finished", "epochsDone"));
    await settled();
    expect(app.trained.map(({ seed }) => seed)).toEqual(["wren", "thrush"]);
    expect(app.calls).not.toContain("loadData");
    const before = app.hash();
    const records = app.commands.later(createRecordCommands);
    for (const run of [...runs.getState().runs.values()]) {
      expect(run.data.hash).toBe(before);
      records.takeSettings(run.id);
      await app.commands.loadAgain();
      expect(app.hash()).toBe(run.data.hash);
    }
    app.stop();
  });

  it("are none of a text, of which all other settings of reading hold, and are back with the table", async () => {
    const app = await withDrawnRows();
    const { settings, data } = app.stores;
    const inForce = () => settings.getState().config;
    const form = () => data.getState().source?.facts.form;
    const sampleRests = () => parameters["corpus.sample"].restsBecause(inForce());
    expect(sampleRests()).toBe("drawnRows");
    settings.getState().set("corpus.readAs", "text");
    await eventually(() => expect(form()).toBe("text"));
    expect([inForce().corpus.rowShare, sampleRests()]).toEqual([1, null]);
    expect(app.calls.filter((call) => call === "loadData")).toHaveLength(1);
    await app.commands.train();
    app.tell(inState("finished", "epochsDone"));
    expect(app.trained.map(({ corpus }) => corpus.rowShare)).toEqual([1]);
    settings.getState().set("corpus.readAs", "auto");
    await eventually(() => expect(form()).toBe("jsonl"));
    expect([inForce().corpus.rowShare, sampleRests()]).toEqual([0.1, "drawnRows"]);
    expect(app.calls.filter((call) => call === "loadData")).toHaveLength(2);
    app.stop();
  });

  it("are no text's, and neither is a count of first rows", async () => {
    const app = await withDrawnRows();
    const { settings, data } = app.stores;
    settings.getState().set("corpus.mostRows", 3);
    await eventually(() => expect(data.getState().source?.rowCount).toBe(3));
    settings.getState().set("corpus.readAs", "text");
    await eventually(() => expect(data.getState().source?.kind).toBe("text"));
    const inForce = settings.getState().config;
    expect([inForce.corpus.mostRows, parameters["corpus.sample"].restsBecause(inForce)]).toEqual([0, null]);
    settings.getState().set("corpus.readAs", "auto");
    await eventually(() => expect(settings.getState().config.corpus.mostRows).toBe(3));
    app.stop();
  });

  it("are drawn anew by another seed of their own alone", async () => {
    const app = await withDrawnRows();
    const { settings, data } = app.stores;
    const before = app.hash();
    settings.getState().set("seed", "wren");
    expect([app.calls.includes("loadData"), app.hash()]).toEqual([false, before]);
    settings.getState().set("corpus.rowSeed", "wren");
    await eventually(() => expect(app.hash()).not.toBe(before));
    expect(data.getState().source?.facts.drawn).toMatchObject({ share: 0.1, seed: "wren", seen: 400 });
    app.stop();
  });
});
