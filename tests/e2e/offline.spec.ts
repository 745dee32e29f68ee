// The page on a host that sends no headers, in a folder of its own: the service worker isolates it,
// and opens it when the host is out of reach.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect, type Page } from "@playwright/test";
import { listFiles } from "../../scripts/list-files.mjs";
import { securityHeaders } from "../../scripts/security-headers.mjs";
import { createStaticServer, listenFrom } from "../../scripts/static-server.mjs";
import { birdTable, dropFiles, exportFile } from "./support/files";
import { expectReady, openPage, pause, sample, TINY_MODEL, train, unfold } from "./support/playground";
import { test } from "./support/test";

const PORT = Number(process.env.CURIO_E2E_PORT ?? 4317) + 1;
const FOLDER = "courses/curio/";

test.use({ baseURL: `http://localhost:${PORT}/${FOLDER}`, serviceWorkers: "allow" });

let folder = "";
let server: Server;

async function openHost(headers: Record<string, string>): Promise<void> {
  server = createStaticServer(folder, { headers });
  await listenFrom(server, PORT, { strict: true });
}

async function closeHost(): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

async function reopenHost(headers: Record<string, string>): Promise<void> {
  await closeHost();
  await openHost(headers);
}

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "curio-host-"));
  cpSync("dist", join(folder, FOLDER), { recursive: true });
  await openHost({});
});

test.afterEach(async () => {
  await closeHost();
  rmSync(folder, { recursive: true, force: true });
});

/** Waits until the cache holds the page, which is stored last. */
async function expectKept(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(async () => (await caches.match("./")) !== undefined)).toBe(true);
}

/** Gives the paths of all kept files, relative to the page. */
async function keptFiles(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const lists = (await caches.keys()).map(async (name) => (await caches.open(name)).keys());
    const requests = (await Promise.all(lists)).flat();
    return requests.map(({ url }) => url.slice(new URL("./", document.baseURI).href.length)).sort();
  });
}

test("a page from a host without headers becomes isolated by one reload, keeps its address and trains", async ({
  page,
  request,
}) => {
  expect((await request.get("./")).headers()).not.toHaveProperty("cross-origin-opener-policy");
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  await openPage(page, "seed=class-3b", TINY_MODEL);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(loads).toBe(2);
  expect(new URL(page.url()).search).toBe(`?seed=class-3b&${TINY_MODEL}`);
  await train(page);
  await pause(page);
});

for (const [host, headers] of [
  ["without headers", {}],
  ["with the headers", securityHeaders],
] as const) {
  test(`a page from a host ${host} opens again without it, loads bundled data and trains`, async ({
    page,
    context,
  }) => {
    await reopenHost(headers);
    await openPage(page, "dataset=ola-mundo", TINY_MODEL);
    await expectKept(page);
    await context.setOffline(true);
    await closeHost();

    await page.reload();
    await expectReady(page);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    const summary = page.getByTestId("dataset-summary");
    const characters = (await summary.getAttribute("data-characters")) ?? "";
    await unfold(page.getByTestId("dataset-select"));
    await page.getByTestId("dataset-select").selectOption("poemas");
    await expect(summary).not.toHaveAttribute("data-characters", characters);
    await expectReady(page);
    await expect(page.getByTestId("error-banner")).toHaveCount(0);
    await train(page);
    await pause(page);
  });
}

test("a new release shows at the next load, and is not mixed with the one that is kept", async ({ page }) => {
  await openPage(page);
  await expectKept(page);
  const file = join(folder, FOLDER, "index.html");
  const description = page.locator("meta[name=description]");
  const kept = (await description.getAttribute("content")) ?? "";
  writeFileSync(file, readFileSync(file, "utf8").replace(kept, "Next release"));
  await page.reload();
  await expect(description).toHaveAttribute("content", "Next release");
  await closeHost();
  await page.reload();
  await expect(description).toHaveAttribute("content", kept);
});

test("nothing but the built files is ever kept", async ({ page }) => {
  await openPage(page, "seed=class-3b", TINY_MODEL);
  await dropFiles(page, birdTable());
  await expectReady(page);
  await train(page);
  await pause(page);
  await sample(page, { prompt: "", temperature: 1, length: 20, seed: "1" });
  await exportFile(page, "export-bundle");
  await expectKept(page);
  const built = listFiles("dist").map((path) => relative("dist", path).replaceAll("\\", "/"));
  const expected = built.filter((file) => !/^(service-worker\.js|index\.html|models\/.+\/.+)$/.test(file));
  expect(await keptFiles(page)).toEqual(["", ...expected].sort());
});
