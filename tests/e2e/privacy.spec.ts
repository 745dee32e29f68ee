// Nothing leaves the tab: whatever is done, every request of the page and its workers stays on the
// page's own origin, and the content security policy is never breached.
import { expect } from "@playwright/test";
import { birdTable, dropFiles, exportFile } from "./support/files";
import { expectReady, openPage, pause, sample, TINY_MODEL, train } from "./support/playground";
import { test } from "./support/test";

test("no request leaves the origin while a file is dropped, trained on, sampled and exported", async ({
  page,
  watch,
  baseURL,
}) => {
  await openPage(page, "dataset=poemas", TINY_MODEL);
  await dropFiles(page, birdTable());
  await expectReady(page);
  await train(page);
  await pause(page);
  await sample(page, { prompt: "", temperature: 1, length: 20, seed: "1" });
  await exportFile(page, "export-bundle");
  expect(watch.requests, "the watcher sees what the worker fetches").toContain(`${baseURL}datasets/poemas.txt`);
  expect(watch.problems).toEqual([]);
});

test("the page is isolated from other origins and served with its policy", async ({ page, request }) => {
  await openPage(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const headers = (await request.get("./")).headers();
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(headers["content-security-policy"]).toContain("connect-src 'self'");
});

test("a request to another origin would be refused and noticed", async ({ page, watch }) => {
  await openPage(page);
  const outcome = await page.evaluate(() =>
    fetch("http://127.0.0.1:9/").then(
      () => "sent",
      () => "refused",
    ),
  );
  expect(outcome).toBe("refused");
  await expect.poll(() => watch.problems.length).toBeGreaterThan(0);
  watch.problems.length = 0;
});
