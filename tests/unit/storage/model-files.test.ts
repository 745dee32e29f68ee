// Files of models in a private file system that several tabs share. Each tab has the code for itself.
import { afterEach, describe, expect, it, vi } from "vitest";
import { eventually } from "../support/eventually";
import { FakeFolder } from "../support/fake-folders";
import { createFakeLocks } from "./support/fake-locks";

/** Opens tabs of one browser. */
async function openTabs(count: number) {
  const begun: string[] = [];
  const root = new FakeFolder(begun);
  vi.stubGlobal("navigator", { storage: { getDirectory: async () => root }, locks: createFakeLocks() });
  const tabs: typeof import("@/storage/model-files")[] = [];
  for (let tab = 0; tab < count; tab++) {
    vi.resetModules();
    tabs.push(await import("@/storage/model-files"));
  }
  return { tabs, begun };
}

const files = ["config.json", "model.safetensors"].map((path) => ({ path, file: new File(["abc"], path) }));

afterEach(() => vi.unstubAllGlobals());

describe("the files of a model", () => {
  it("that two tabs keep at once are written once, and are there for both", async () => {
    const { tabs, begun } = await openTabs(2);
    await Promise.all(tabs.map(({ saveModelFiles }) => saveModelFiles("machado", files)));
    for (const { loadModelFiles } of tabs) {
      expect((await loadModelFiles("machado"))?.map(({ path }) => path)).toEqual(files.map(({ path }) => path));
    }
    expect(begun).toEqual(["0", "1", "list.json"]);
  });

  it("stay while the tab that saved them is open, whatever another one sweeps, while they are written too", async () => {
    const { tabs } = await openTabs(2);
    const [mine, other] = tabs;
    const saving = mine.saveModelFiles("run", files);
    await eventually(async () => expect(await other.listModelFiles()).toHaveLength(1));
    await other.removeModelFiles("run");
    await saving;
    await other.removeModelFiles("run");
    expect(await mine.loadModelFiles("run")).toHaveLength(2);
  });

  it("go where the tab that saved them lets go of them, and once it is closed", async () => {
    const { tabs } = await openTabs(2);
    const [mine, other] = tabs;
    await mine.saveModelFiles("run", files);
    await mine.removeModelFiles("run");
    expect(await other.listModelFiles()).toEqual([]);
    await mine.saveModelFiles("run", files);
    // A browser gives the locks of a closed tab back.
    vi.stubGlobal("navigator", { ...navigator, locks: createFakeLocks() });
    await other.removeModelFiles("run");
    expect(await other.listModelFiles()).toEqual([]);
  });

  it("are known to be held elsewhere while another tab saved or uses them", async () => {
    const { tabs } = await openTabs(2);
    const [mine, other] = tabs;
    await mine.saveModelFiles("run", files);
    const held = () => Promise.all(tabs.map(({ isHeldElsewhere }) => isHeldElsewhere("run")));
    expect(await held()).toEqual([false, true]);
    await other.holdModelFiles("run");
    expect(await held()).toEqual([true, true]);
    await other.removeModelFiles("run");
    expect([await held(), await mine.loadModelFiles("run")]).toMatchObject([[false, true], files]);
    vi.stubGlobal("navigator", {});
    expect(await held()).toEqual([false, false]);
  });

  it("are written anew where others were kept under their name", async () => {
    const { tabs } = await openTabs(1);
    const [{ saveModelFiles, loadModelFiles }] = tabs;
    await saveModelFiles("run", files.slice(0, 1));
    await saveModelFiles("run", files);
    expect(await loadModelFiles("run")).toHaveLength(2);
  });

  it("go, and their lock with them, where they are let go of before the lock has come", async () => {
    const { tabs } = await openTabs(2);
    const [mine, other] = tabs;
    let end = () => {};
    const sweep = navigator.locks.request("curio-model-run", {}, () => new Promise<void>((resolve) => (end = resolve)));
    const saving = mine.saveModelFiles("run", files).catch((thrown: Error) => thrown.message);
    await new Promise((resolve) => setTimeout(resolve));
    const removing = mine.removeModelFiles("run");
    end();
    await Promise.all([sweep, removing]);
    expect(await saving).toMatch(/let go/);
    await other.saveModelFiles("run", files);
    await other.removeModelFiles("run");
    expect(await mine.listModelFiles()).toEqual([]);
  });

  it("are held by the next that keeps them where their lock was refused once", async () => {
    const { tabs } = await openTabs(2);
    const [mine, other] = tabs;
    const { locks } = navigator;
    const request = vi.fn(locks.request).mockRejectedValueOnce(new Error("no locks now"));
    vi.stubGlobal("navigator", { ...navigator, locks: { request } });
    await expect(mine.saveModelFiles("run", files)).rejects.toThrow("no locks now");
    await mine.saveModelFiles("run", files);
    await other.removeModelFiles("run");
    expect(await mine.loadModelFiles("run")).toHaveLength(2);
  });
});
