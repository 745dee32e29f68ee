import { expect, it } from "vitest";
import { createFakeApp } from "./fake-client";

it("asks for a file of one's own until one is loaded", async () => {
  const { commands, stores } = createFakeApp();
  const asked = () => stores.notices.getState().notices.map(({ kind }) => kind);
  stores.notices.getState().notify("linkOwnData");
  await commands.loadData({ kind: "bundled", id: "a", name: "a.txt", url: "a.txt" });
  expect(asked()).toEqual(["linkOwnData"]);
  await commands.loadText("larger", "own.txt");
  expect(asked()).toEqual([]);
});
