// What runs do while nobody presses anything: they are heard from untrained noise on, and the page minds them.
import { expect, type Page } from "@playwright/test";
import { axePath, breaches } from "./support/breaches";
import {
  expectRunState,
  expectSteps,
  numberOf,
  openPage,
  pause,
  TINY_MODEL,
  train,
  unfold,
} from "./support/playground";
import { test } from "./support/test";

/** What the page asked of the browser, and whether it is seen; the browser grants everything. */
interface Browser {
  isHidden: boolean;
  locksAsked: number;
  locksHeld: number;
  letGo(): void;
  permissionsAsked: number;
  readonly notices: string[];
}
declare global {
  interface Window {
    stub: Browser;
  }
}

function stubBrowser(): void {
  let lock: { released: boolean } | null = null;
  window.stub = { isHidden: false, locksAsked: 0, locksHeld: 0, letGo, permissionsAsked: 0, notices: [] };
  function letGo(): void {
    if (lock !== null && !lock.released) window.stub.locksHeld -= 1;
    if (lock !== null) lock.released = true;
  }
  Object.defineProperty(document, "hidden", { get: () => window.stub.isHidden });
  const request = async () => {
    window.stub.locksAsked += 1;
    window.stub.locksHeld += 1;
    lock = { released: false, release: async () => letGo() } as { released: boolean };
    return lock;
  };
  Object.defineProperty(navigator, "wakeLock", { value: { request } });
  class FakeNotification {
    static permission = "default";
    static async requestPermission() {
      window.stub.permissionsAsked += 1;
      FakeNotification.permission = "granted";
      return "granted";
    }
    constructor(title: string) {
      window.stub.notices.push(title);
    }
  }
  Object.defineProperty(window, "Notification", { value: FakeNotification });
}

async function see(page: Page, isSeen: boolean): Promise<void> {
  await page.evaluate((seen) => {
    window.stub.isHidden = !seen;
    // Browsers let go of a lock with the page.
    if (!seen) window.stub.letGo();
    document.dispatchEvent(new Event("visibilitychange"));
  }, isSeen);
}

const live = (page: Page) => page.getByTestId("live-sample");
const timeline = (page: Page) => page.getByTestId("sample-timeline");
const stepShown = async (page: Page) => Number(await live(page).getAttribute("data-step"));

test("a run is heard from step 0 on, and a timeline goes back through its texts by keys, mouse and press", async ({
  page,
}) => {
  await page.addInitScript({ path: axePath });
  await openPage(page, TINY_MODEL);
  await expect(live(page)).toHaveCount(0);
  // A run that rests is heard as it rests, so that texts need not be waited for.
  for (const step of ["1", "2", "3"]) {
    await page.getByTestId("step-once").click();
    await expect(live(page)).toHaveAttribute("data-step", step);
  }
  const run = await page.getByTestId("runs-table").locator("[data-run]").first().getAttribute("data-run");
  await timeline(page).focus();
  await page.keyboard.press("Home");
  await expect(live(page)).toHaveAttribute("data-step", "0");
  await expect(live(page)).toHaveAttribute("data-run", run ?? "");
  await expect(live(page)).toHaveAttribute("data-value", /^<name>.+/su);
  await expect(timeline(page)).toHaveAttribute("aria-valuetext", "step 0, text 1 of 4");
  await page.keyboard.press("ArrowRight");
  await expect(live(page)).toHaveAttribute("data-step", "1");
  await expect(page.getByTestId("loss-chart").locator(".rule")).toHaveCount(1);
  await page.keyboard.press("End");
  await expect(live(page)).toHaveAttribute("data-step", "3");
  await expect(page.getByTestId("loss-chart").locator(".rule")).toHaveCount(0);
  const box = await timeline(page).boundingBox();
  if (box === null) throw new Error("expected a timeline on screen");
  await page.mouse.click(box.x + 2, box.y + box.height / 2);
  await expect(live(page)).toHaveAttribute("data-step", "0");
  expect(await breaches(page.locator(".heard"))).toEqual([]);

  await page.getByTestId("resume").click();
  await expect(timeline(page)).not.toHaveAttribute("max", "3");
  expect(await stepShown(page), "who went back stays there").toBe(0);
  await page.getByTestId("sample-newest").click();
  const newest = await stepShown(page);
  expect(newest).toBeGreaterThan(3);
  await expect.poll(() => stepShown(page), { message: "the newest is followed" }).toBeGreaterThan(newest);
  await pause(page);
  const rest = await numberOf(page, "metric-step");
  await expect(live(page)).toHaveAttribute("data-step", String(rest));
});

test("Stop does not wait for a long text, and silence is silent", async ({ page }) => {
  await openPage(page, TINY_MODEL);
  await train(page);
  const length = page.getByTestId("heard-length");
  await unfold(length);
  await length.fill("400");
  await length.press("Tab");
  const text = async () => (await live(page).getAttribute("data-value")) ?? "";
  await page.getByTestId("stop").click();
  await expectRunState(page, "stopped");
  const rest = await numberOf(page, "metric-step");
  await expect(live(page)).toHaveAttribute("data-step", String(rest));
  expect((await text()).length).toBeGreaterThan(0);

  await page.getByTestId("heard-on").click();
  await page.getByTestId("train").click();
  await expectSteps(page, 200);
  await page.getByTestId("stop").click();
  await expectRunState(page, "stopped");
  await expect(live(page)).toHaveCount(0);
});

test("the tab tells how far the run is, the screen stays on, and the browser tells of its end", async ({ page }) => {
  await page.addInitScript(stubBrowser);
  await openPage(page, TINY_MODEL, "training.runLength=steps&training.steps=100000");
  await expect(page).toHaveTitle(/^Curió: /);
  await train(page);
  await expect(page).toHaveTitle(/^\d+\s?% · Curió$/);
  const locks = () => page.evaluate(() => [window.stub.locksAsked, window.stub.locksHeld]);
  await expect.poll(locks).toEqual([1, 1]);

  const notice = page.getByTestId("notice-at-end");
  await unfold(notice);
  expect(await page.evaluate(() => window.stub.permissionsAsked), "nothing is asked unasked").toBe(0);
  await notice.click();
  await expect(notice).toBeChecked();
  expect(await page.evaluate(() => window.stub.permissionsAsked)).toBe(1);

  await see(page, false);
  await page.evaluate(() => {
    const counted = { changes: 0 };
    new MutationObserver((list) => {
      counted.changes += list.length;
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    Object.assign(window, { counted });
  });
  const title = await page.title();
  const shown = await numberOf(page, "metric-step");
  await expect.poll(() => page.title()).not.toBe(title);
  expect(await page.evaluate(() => (window as unknown as { counted: { changes: number } }).counted.changes)).toBe(0);
  expect(await numberOf(page, "metric-step")).toBe(shown);
  await see(page, true);
  await expectSteps(page, shown + 1);
  await expect.poll(locks, { message: "the lock is asked for again" }).toEqual([2, 1]);

  await pause(page);
  await expect(page).toHaveTitle(/ paused · Curió$/);
  await expect.poll(locks).toEqual([2, 0]);
});

test("a run that ends unseen is told of, one that ends in sight is not", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("curio.noticeAtEnd", "yes"));
  await page.addInitScript(stubBrowser);
  await openPage(page, TINY_MODEL, "training.runLength=steps&training.steps=300");
  // What minds a run comes with the first one.
  await page.getByTestId("step-once").click();
  await expect(live(page)).toHaveAttribute("data-step", "1");
  await page.getByTestId("resume").click();
  await expectRunState(page, "finished");
  await expect(page).toHaveTitle(/ finished · Curió$/);
  const first = await page.title();
  await page.getByTestId("train").evaluate((button: HTMLElement) => {
    button.click();
    window.stub.isHidden = true;
  });
  await expect.poll(() => page.title()).not.toBe(first);
  await expect(page).toHaveTitle(/ finished · Curió$/);
  const name = (await page.title()).split(" ")[0];
  await expect.poll(() => page.evaluate(() => window.stub.notices)).toEqual([`${name} has finished`]);
});

test("on a phone the newest text stands on the training tab", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.addInitScript({ path: axePath });
  await openPage(page, "lang=pt-BR", TINY_MODEL);
  await train(page);
  await expect(live(page)).toBeInViewport({ ratio: 1 });
  await expect(page.getByTestId("sample-output")).toBeHidden();
  await expect(timeline(page)).toBeVisible();
  expect((await timeline(page).boundingBox())?.height).toBeGreaterThanOrEqual(36);
  await pause(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(await breaches(page.locator(".heard"))).toEqual([]);
});
