// The real page, built and served as `npm start` does, in a headless Chromium.
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import { buildIfStale } from "../../scripts/build.mjs";
import { projectRoot } from "../../scripts/project-root.mjs";
import { createStaticServer, listenFrom } from "../../scripts/static-server.mjs";
import { launchChromium } from "./bench-page";

const FIRST_PORT = 4400;
const PATIENCE = 120_000;

/** A served page with a browser; `close` ends both. */
export interface ServedPage {
  readonly browser: Browser;
  readonly address: string;
  close(): Promise<void>;
}

/** Builds the page where it is stale, serves it and starts a browser with some switches. */
export async function servePage(switches: readonly string[] = []): Promise<ServedPage> {
  buildIfStale();
  const server = createStaticServer(join(projectRoot, "dist"));
  const port = await listenFrom(server, FIRST_PORT, { strict: false });
  const browser = await launchChromium(switches);
  return {
    browser,
    address: `http://localhost:${port}/`,
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Waits until data is prepared and a device is open. */
export async function waitUntilReady(page: Page): Promise<void> {
  await waitForValue(page, "window-count", /^[1-9]/);
  await waitForValue(page, "device", /^(plan|reference)-/);
}

/** Waits until the raw value of a test id fits, two minutes at most unless told; gives it. */
export async function waitForValue(page: Page, testId: string, pattern: RegExp, timeout = PATIENCE): Promise<string> {
  const found = await page.waitForFunction(
    ([id, source]) => {
      const value = document.querySelector<HTMLElement>(`[data-testid="${id}"]`)?.dataset.value ?? "";
      return new RegExp(source).test(value) ? value : null;
    },
    [testId, pattern.source] as const,
    { timeout },
  );
  return String(await found.jsonValue());
}

/** Gives the raw value of a test id, empty while it is unknown. */
export async function rawValue(page: Page, testId: string): Promise<string> {
  return (await page.getByTestId(testId).first().getAttribute("data-value")) ?? "";
}
