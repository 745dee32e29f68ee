// Files that do not arrive and parts that throw: each is told in its own place, tries again, and leaves the rest.
import { expect, type Page } from "@playwright/test";
import { expectReady, openPage, TINY_MODEL, train, unfold } from "./support/playground";
import { test } from "./support/test";

// Asked for again, it has a query.
const CHART_FILE = "**/assets/plot-*.js*";
/** The page itself, and parts of it that come late. */
const PART_FILES = /\/assets\/(page|epoch-table|export-panel)-[\w-]+\.js$/;

/** The notice in the place of a part. */
function failureOf(page: Page, part: string) {
  return page.locator(`[data-testid=part-failure][data-part=${part}]`);
}

test("without its chart the page trains on, says so in the charts' places, and asks again", async ({ page }) => {
  await page.route(CHART_FILE, (route) => route.fulfill({ status: 503 }));
  await openPage(page, TINY_MODEL);
  const loss = page.getByTestId("loss-chart").getByTestId("part-failure");
  const accuracy = page.getByTestId("accuracy-chart").getByTestId("part-failure");
  for (const place of [loss, accuracy]) {
    await expect(place).toHaveAttribute("data-code", "notArrived");
    await expect(place).toHaveRole("alert");
  }
  await train(page);
  await expect(page.getByTestId("error-banner")).toHaveCount(0);
  await expect(page.getByTestId("export-weights")).toBeEnabled();
  const asked = page.waitForRequest(CHART_FILE);
  await loss.getByTestId("part-retry").click();
  await asked;
  await expect(loss).toHaveAttribute("data-code", "notArrived");
  await page.unroute(CHART_FILE);
  await loss.getByTestId("part-retry").click();
  // Both charts wait for the same file, so both come back.
  for (const id of ["loss-chart", "accuracy-chart"])
    await expect(page.getByTestId(id).locator(".curves")).toBeAttached();
  await expect(page.getByTestId("part-failure")).toHaveCount(0);
});

test("an old page whose chart is gone from a new build says that there is a newer version", async ({ page }) => {
  await page.route(CHART_FILE, (route) => route.fulfill({ status: 404 }));
  await page.goto("./?lang=pt-BR");
  const place = page.getByTestId("loss-chart").getByTestId("part-failure");
  await expect(place).toHaveAttribute("data-code", "notArrived");
  await page.route("**/", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(/index-[\w-]+\.js/, "index-NEWBUILD.js") });
  });
  await place.getByTestId("part-retry").click();
  await expect(place).toHaveAttribute("data-code", "outdated");
  await expect(place).toContainText("versão mais nova");
  await page.unrouteAll();
  await place.getByTestId("part-reload").click();
  await expect(page.getByTestId("loss-chart").locator(".curves")).toBeAttached();
});

test("a part that throws leaves the others working, and comes back once it can be drawn", async ({ page }) => {
  // One element of each part throws as it is drawn, until the page is told otherwise.
  const broken = { data: "drop-zone", epochs: "epoch-table", sample: "sample-prompt", files: "import-file" };
  const found = new Set<string>();
  await page.route(PART_FILES, async (route) => {
    const response = await route.fetch();
    let body = await response.text();
    for (const id of Object.values(broken)) {
      if (body.includes(`\`${id}\``)) found.add(id);
      const orThrow = `(()=>{if(!globalThis.mended)throw new Error("broken ${id}");return"${id}"})()`;
      body = body.replaceAll(`\`${id}\``, orThrow);
    }
    await route.fulfill({ response, body });
  });
  const chart = "if(!globalThis.mended)throw new Error('broken chart');return null";
  await page.route(CHART_FILE, (route) =>
    route.fulfill({ contentType: "text/javascript", body: `export const Plot=()=>{${chart}}` }),
  );
  await page.goto(`./?${TINY_MODEL}`);
  await expect(page.getByTestId("train")).toBeEnabled();
  await page.getByTestId("train").click();
  await expect(page.getByTestId("run-state")).toHaveAttribute("data-value", "running");
  await expect.poll(() => [...found].sort()).toEqual(Object.values(broken).sort());
  for (const part of Object.keys(broken)) await expect(failureOf(page, part)).toHaveAttribute("data-code", "broken");
  await expect(failureOf(page, "chart")).toHaveCount(2);
  await page.evaluate(() => Object.assign(globalThis, { mended: true }));
  const retries = page.getByTestId("part-retry");
  for (let left = await retries.count(); left > 0; left--) {
    await unfold(retries.first());
    await retries.first().click();
    await expect(retries).toHaveCount(left - 1);
  }
  for (const id of Object.values(broken)) await expect(page.getByTestId(id).first()).toBeAttached();
});

test("data that does not arrive is told, and arrives when asked again", async ({ page }) => {
  const banner = page.getByTestId("error-banner");
  for (const file of ["**/datasets/index.json", "**/datasets/ola-mundo*"]) {
    await page.route(file, (route) => route.fulfill({ status: 503 }));
    await page.goto("./?preset=ola-mundo-attention");
    await expect(banner).toHaveAttribute("data-code", "notArrived");
    await expect(page.getByTestId("device")).toHaveAttribute("data-value", /-/);
    await page.unroute(file);
    await banner.getByRole("button", { name: "Try again" }).click();
    await expectReady(page);
    await expect(page.getByTestId("dataset-select")).toHaveValue("ola-mundo");
    await expect(banner).toHaveCount(0);
  }
});

test("an error whose words do not arrive has its place and its ways out, and its words when asked again", async ({
  page,
}) => {
  const words = "**/assets/errors-*.js*";
  await page.route(words, (route) => route.fulfill({ status: 503 }));
  await page.route("**/datasets/index.json", (route) => route.fulfill({ status: 503 }));
  await page.goto("./?lang=en");
  const banner = page.getByTestId("error-banner");
  await expect(banner).toHaveAttribute("data-code", "notArrived");
  await expect(failureOf(page, "error")).toHaveAttribute("data-code", "notArrived");
  await expect(banner.getByRole("button", { name: "Try again" })).toHaveCount(2);
  await page.unroute(words);
  await banner.getByTestId("part-retry").click();
  await expect(banner).toContainText("The list of bundled data did not arrive.");
});

test("without the kernels the next engine trains and says so; a single failed fetch costs nothing", async ({
  page,
}) => {
  const device = page.getByTestId("device");
  const kernels = /(relaxed|plain)-(shared|private)-.*\.wasm$/;
  await page.route(kernels, (route) => route.fulfill({ status: 503 }), { times: 1 });
  await openPage(page, TINY_MODEL);
  await expect(device).toHaveAttribute("data-value", "plan-wasm");
  await page.route(kernels, (route) => route.fulfill({ status: 503 }));
  await openPage(page, TINY_MODEL);
  await expect(device).toHaveAttribute("data-value", "reference-wasm");
  await expect(device).toContainText("faster engines are not available");
  await page.route("**/*.wasm", (route) => route.abort());
  await openPage(page, TINY_MODEL);
  await expect(device).toHaveAttribute("data-value", /^reference-(webgl|cpu)$/);
  await train(page);
  await expect(page.getByTestId("error-banner")).toHaveCount(0);
});
