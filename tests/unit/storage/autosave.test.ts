import { expect, it } from "vitest";
import { Autosave } from "@/storage/autosave";

const turn = () => new Promise((resolve) => setTimeout(resolve));

it("whoever asks for a save while one is under way hears of it when all is saved", async () => {
  const ends: (() => void)[] = [];
  const autosave = new Autosave({
    save: () => new Promise((resolve) => ends.push(() => resolve(true))),
    now: () => 0,
    after: () => () => undefined,
  });
  autosave.changed();
  const first = autosave.flush();
  await turn();
  autosave.changed();
  let told = 0;
  const both = [autosave.flush(), autosave.flush()].map((flush) => flush.then(() => told++));
  ends[0]?.();
  await first;
  await turn();
  expect([ends.length, told]).toEqual([2, 0]);
  ends[1]?.();
  await Promise.all(both);
  expect([ends.length, told]).toEqual([2, 2]);
});
