// The store in a real browser: full at 20 levels, cut by reloads, shared by two tabs, refused.
import { expect } from "@playwright/test";
import { buildOwnPage, type OwnPage } from "./support/own-page";
import { test } from "./support/test";

let storagePage: OwnPage;

test.beforeAll(async () => {
  storagePage = await buildOwnPage("storage-page");
});

test.afterAll(() => storagePage.remove());

test("a full disk is told at each of 20 levels, and the old state stays", async ({ context, baseURL }) => {
  const page = await storagePage.open(context);
  expect(await page.evaluate(() => window.keeper.client.where())).toEqual({ place: "opfs", refused: null });
  const devtools = await context.newCDPSession(page);
  const origin = new URL(baseURL!).origin;
  for (const state of [1, 2]) await page.evaluate((n) => window.keeper.save("full", n, 500_000), state);
  const codes = new Set<string>();
  // A quota of nothing would lift the limit.
  for (let level = 1; level <= 20; level++) {
    await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: level * 100_000 });
    const answer = await page.evaluate(() => window.keeper.save("full", 9, 4_000_000));
    codes.add(answer.ok ? "saved" : answer.error.code);
    expect(await page.evaluate(() => window.keeper.load("full"))).toBe(2);
  }
  expect([...codes]).toEqual(["storageFull"]);
  await page.reload();
  expect(await page.evaluate(() => window.keeper.load("full"))).toBe(2);
  await devtools.send("Storage.overrideQuotaForOrigin", { origin });
  expect((await page.evaluate(() => window.keeper.save("full", 9, 4_000_000))).ok).toBe(true);
  expect(await page.evaluate(() => window.keeper.load("full"))).toBe(9);
});

test("20 reloads in the middle of saving lose no state that was said to be saved", async ({ context }) => {
  const page = await storagePage.open(context);
  let told = 0;
  await page.exposeFunction("tell", (state: number) => {
    told = state;
  });
  for (let cut = 0; cut < 20; cut++) {
    await page.evaluate((from) => {
      void (async () => {
        for (let state = from; ; state++) {
          const saved = await window.keeper.save("cut", state, 300_000);
          if (saved.ok) await (window as unknown as { tell(state: number): Promise<void> }).tell(state);
        }
      })();
    }, told + 1);
    await page.waitForTimeout(30 + 11 * cut);
    const before = told;
    await page.reload();
    const loaded = await page.evaluate(() => window.keeper.load("cut"));
    if (before > 0) expect(Number(loaded)).toBeGreaterThanOrEqual(before);
    told = Number.isNaN(Number(loaded)) ? 0 : Number(loaded);
  }
  expect(told).toBeGreaterThan(20);
  // Nothing is left of the saves that were cut.
  await page.evaluate(() => window.keeper.client.sweep());
  const files = await page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("curio");
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    return names.length;
  });
  expect(files).toBe(4);
});

test("two tabs: one writes a run, the other reads it, and may write it when the first is gone", async ({ context }) => {
  const first = await storagePage.open(context);
  const second = await storagePage.open(context);
  expect(await first.evaluate(() => window.keeper.client.claim("run"))).toEqual({ ok: true, value: true });
  await first.evaluate(() => window.keeper.save("run", 1, 10_000));
  expect(await second.evaluate(() => window.keeper.save("run", 2, 10_000))).toMatchObject({
    error: { code: "storageInUse" },
  });
  expect(await second.evaluate(() => window.keeper.load("run"))).toBe(1);
  await first.close();
  await expect.poll(() => second.evaluate(() => window.keeper.save("run", 2, 10_000))).toMatchObject({ ok: true });
  expect(await second.evaluate(() => window.keeper.load("run"))).toBe(2);
});

test("where the browser refuses, the store works in memory or in the database alone", async ({ context }) => {
  const refuse = (what: string) => `${what} = () => { throw new DOMException("refused", "SecurityError"); };\n`;
  const noFolder = await storagePage.open(context, refuse("StorageManager.prototype.getDirectory"));
  expect(await noFolder.evaluate(() => window.keeper.client.where())).toEqual({ place: "indexed", refused: null });
  await noFolder.evaluate(() => window.keeper.save("run", 3, 10_000));
  await noFolder.reload();
  expect(await noFolder.evaluate(() => window.keeper.load("run"))).toBe(3);
  await context.unrouteAll();
  const nothing = await storagePage.open(context, refuse("IDBFactory.prototype.open"));
  expect(await nothing.evaluate(() => window.keeper.client.where())).toMatchObject({
    place: "memory",
    refused: { code: "storageBlocked" },
  });
  expect((await nothing.evaluate(() => window.keeper.save("run", 4, 10_000))).ok).toBe(true);
  expect(await nothing.evaluate(() => window.keeper.load("run"))).toBe(4);
});
