// The benchmark's page: built, served with cross-origin isolation, open in a headless Chromium. Gives the
// browser's peers to whoever measures.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { build, preview } from "vite";
import { setup as buildKernels } from "../../scripts/build-kernels.mjs";
import { provideChromium } from "../../scripts/find-chromium.mjs";
import { projectRoot } from "../../scripts/project-root.mjs";
import { isolationHeaders } from "../../scripts/security-headers.mjs";
import type { PagePeerId } from "../page/peers";
import type { Peer, PeerSession } from "../peer";
import { viteSettings } from "../vite-settings.mjs";

/** An open page; `close` ends browser and server. */
export interface BenchBrowser {
  readonly version: string;
  readonly hardwareConcurrency: number;
  /** Gives peers that run in the page, by id. */
  peers(ids: readonly PagePeerId[]): Promise<readonly (readonly [PagePeerId, Peer])[]>;
  close(): Promise<void>;
}

/** Starts a headless Chromium without its background traffic; `more` are switches beside the usual ones. */
export function launchChromium(more: readonly string[] = []): Promise<Browser> {
  const args = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    ...more,
  ];
  return chromium.launch({ executablePath: provideChromium(), args });
}

/**
 * Builds, serves and opens the page in a Chromium with more switches; throws when it is not isolated, since threads
 * need shared memory.
 */
export async function openBenchPage(switches: readonly string[] = []): Promise<BenchBrowser> {
  await buildKernels();
  const folder = mkdtempSync(join(tmpdir(), "curio-bench-page-"));
  const settings = { ...viteSettings(projectRoot), root: join(projectRoot, "bench", "page") };
  await build({
    ...settings,
    base: "./",
    worker: { format: "es" },
    build: { outDir: folder, emptyOutDir: true, target: "es2023", chunkSizeWarningLimit: 4000 },
  });
  const server = await preview({ ...settings, build: { outDir: folder }, preview: { headers: isolationHeaders } });
  const browser = await launchChromium(switches);
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(`page: ${error.message}`));
  await page.goto(server.resolvedUrls?.local[0] ?? "");
  await page.waitForFunction(() => globalThis.benchPage !== undefined);
  if (!(await page.evaluate(() => crossOriginIsolated))) throw new Error("openBenchPage: expected an isolated page");
  return {
    version: browser.version(),
    hardwareConcurrency: await page.evaluate(() => navigator.hardwareConcurrency),
    async peers(ids) {
      const formOf = (id: PagePeerId) => page.evaluate((peer) => globalThis.benchPage.form(peer), id);
      return Promise.all(ids.map(async (id) => [id, pagePeer(page, id, await formOf(id))] as const));
    },
    async close() {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function pagePeer(page: Page, id: PagePeerId, form: string): Peer {
  return {
    form,
    async open(task) {
      const opened = await page.evaluate(([peer, wanted]) => globalThis.benchPage.open(peer, wanted), [
        id,
        task,
      ] as const);
      return opened === null ? null : pageSession(page, opened);
    },
  };
}

function pageSession(page: Page, id: number): PeerSession {
  return {
    run: (count) => page.evaluate(([task, rounds]) => globalThis.benchPage.run(task, rounds), [id, count] as const),
    close: () => page.evaluate((task) => globalThis.benchPage.close(task), id),
  };
}
