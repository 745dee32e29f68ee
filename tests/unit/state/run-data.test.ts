// Whether the run on screen has the data that it learned from, on the page or in the worker.
import { expect, it } from "vitest";
import type { RunId } from "@/domain/run/run";
import { waitsForData } from "@/state/run-data";
import { openRun } from "@/state/runs-store";
import { createFakeApp, facts, runOf } from "./fake-client";

/** A run with figures of an earlier visit, beside data that are not its own. */
async function returnedBesideOther() {
  const app = createFakeApp();
  const { runs, data } = app.stores;
  await app.commands.loadText("ana", "cars.csv");
  runs.getState().insert(runOf({ id: "back", facts }), 0);
  runs.getState().show("back");
  const waits = () => waitsForData(openRun(runs.getState()), data.getState(), runs.getState());
  const tellHeld = (run: RunId, hasData: boolean) =>
    runs.getState().tell([{ type: "held", run, checkpoints: [], hasData }]);
  return { ...app, waits, tellHeld };
}

it("a run of an earlier visit waits for its data until the worker has them, and again once it has not", async () => {
  const { waits, tellHeld } = await returnedBesideOther();
  expect(waits()).toBe(true);
  tellHeld("other", true);
  expect(waits()).toBe(true);
  tellHeld("back", true);
  expect(waits()).toBe(false);
  tellHeld("back", false);
  expect(waits()).toBe(true);
});

it("a run waits for its data after the worker died that had them", async () => {
  const { commands, waits, tellHeld } = await returnedBesideOther();
  tellHeld("back", true);
  await commands.restartWorker(null);
  expect(waits()).toBe(true);
});

it("a run beside the data that it learned from waits for none, and neither does a model from elsewhere", async () => {
  const { stores, waits } = await returnedBesideOther();
  const { change } = stores.runs.getState();
  change("back", (run) => ({ ...run, data: { ...run.data, hash: "00" } }));
  expect(waits()).toBe(false);
  const origin = { listed: null, name: "gpt2", licence: null, dtype: "F32", bytes: 500 } as const;
  change("back", (run) => ({ ...run, data: { ...run.data, hash: "b1" }, origin }));
  expect(waits()).toBe(false);
});
