// What a return tells of steps that are lost: all that the page had shown, and none of a run that another tab has.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { inState, stepped } from "./fake-client";
import { disk, reopened, settle, type Tab, trained } from "./kept-disk";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const losses = (tab: Tab) =>
  tab.stores.notices
    .getState()
    .notices.flatMap(({ kind, values }) => (kind === "runReturned" ? [[values.step, values.count]] : []));

describe("steps that the page had shown and the store did not know", () => {
  it("are told as lost, once", async () => {
    const { tab } = disk();
    const first = await trained(tab());
    await first.commands.flushKept();
    first.tell(stepped(50));
    first.end();
    const second = await reopened(tab());
    expect(losses(second)).toEqual([[30, 20]]);
    expect(second.shown().cuts).toEqual([{ step: 30, lost: 20 }]);
    await settle();
    expect(losses(await reopened(tab()))).toEqual([]);
  });

  it("are told where the record is as old as its weights, and again after each return", async () => {
    const { tab } = disk();
    const first = await trained(tab(), 30, 30);
    await first.commands.flushKept();
    first.tell(stepped(31));
    first.end();
    const second = await reopened(tab());
    expect(losses(second)).toEqual([[30, 1]]);
    await settle();
    second.tell(inState("running"), stepped(35), inState("paused"));
    second.end();
    expect(losses(await reopened(tab()))).toEqual([[30, 5]]);
  });

  it("are told after a reload in the middle of a return, too", async () => {
    const { tab } = disk();
    const first = await trained(tab());
    await first.commands.flushKept();
    first.tell(stepped(50));
    first.end();
    const opening = tab();
    void opening.commands.openKept(() => true);
    opening.end();
    expect(losses(await reopened(tab()))).toEqual([[30, 20]]);
  });

  it("are those of a hidden page only until it is seen again", async () => {
    const { tab } = disk();
    const first = await trained(tab(), 42, 42);
    first.tell(inState("paused"));
    first.hide(true);
    await settle();
    first.hide(false);
    // The page is at older weights, and ends without a word.
    first.stores.runs.getState().change("run1", (run) => ({ ...run, progress: { ...run.progress, step: 20 } }));
    first.copy(20);
    await first.commands.flushKept();
    const second = await reopened(tab());
    expect([second.shown().progress.step, second.notices()]).toEqual([20, []]);
  });
});

it("of a run that trains only the steps behind its newest copy are lost, whatever was saved between two copies", async () => {
  const { tab } = disk();
  const first = await trained(tab(), 30, 30);
  await settle();
  for (let second = 1; second <= 17; second++) {
    first.tell(stepped(30 + second, { seconds: 3 + second }));
    if (second % 5 === 4) first.copy(30 + second);
    if (second === 2) await first.commands.flushKept();
    await vi.advanceTimersByTimeAsync(1000);
  }
  first.end();
  expect(losses(await reopened(tab()))).toEqual([[44, 3]]);
});

it("of a run that another tab trains no steps are lost: it is shown as old as its weights", async () => {
  const { tab } = disk();
  const first = await trained(tab());
  await first.commands.flushKept();
  const second = await reopened(tab("other", false));
  expect(second.notices()).toEqual(["keptElsewhere"]);
  expect(second.shown()).toMatchObject({ state: "paused", progress: { step: 30 }, cuts: [] });
  expect(second.steps()).toHaveLength(30);
});
