// How long the real page takes: from its address to ready, and from the click on Train to the first loss.
import type { Page } from "@playwright/test";
import { rawValue, servePage, waitUntilReady } from "./served-page";
import { summarize, type Timing } from "./turns";

/** Milliseconds, each visit with an empty cache. */
export interface PageSpeed {
  readonly preset: string;
  readonly device: string;
  readonly ready: Timing;
  readonly firstLoss: Timing;
}

/** Measures some visits to the page with a preset. */
export async function measurePageSpeed(preset: string, visits: number): Promise<PageSpeed> {
  const served = await servePage();
  try {
    const ready: number[] = [];
    const firstLoss: number[] = [];
    let device = "";
    for (let visit = 0; visit < visits; visit++) {
      const context = await served.browser.newContext();
      const page = await context.newPage();
      const begun = performance.now();
      await page.goto(`${served.address}?preset=${preset}`);
      await waitUntilReady(page);
      ready.push(performance.now() - begun);
      firstLoss.push(await clickToFirstLoss(page));
      device = await rawValue(page, "device");
      await context.close();
    }
    return { preset, device, ready: summarize(ready), firstLoss: summarize(firstLoss) };
  } finally {
    await served.close();
  }
}

/** Watches in the page itself, so that no message between processes is part of the time. */
async function clickToFirstLoss(page: Page): Promise<number> {
  const watched = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const find = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
        let clicked = Number.NaN;
        find("train")?.addEventListener("click", () => {
          clicked = performance.now();
        });
        const look = () => {
          const value = find("metric-train-loss")?.dataset.value ?? "";
          if (value === "" || Number.isNaN(clicked)) return;
          observer.disconnect();
          resolve(performance.now() - clicked);
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      }),
  );
  await page.getByTestId("train").click();
  return watched;
}
