// The data clinic: what it finds in bad data, one press that mends each, one that undoes it, and the run that
// carries what was done.
import { expect } from "@playwright/test";
import { exportFile, safetensorsHeader, textFile } from "./support/files";
import { expectReady, expectSteps, openPage, TINY_MODEL, unfold } from "./support/playground";
import { test } from "./support/test";

test("the clinic finds what is wrong, mends it by a press, and the run carries the mends", async ({ page }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await openPage(page, "lang=en", TINY_MODEL, "corpus.removeDuplicates=false&corpus.endToken=");
  const good = Array.from({ length: 40 }, (_, index) => `the song of bird ${index * 7919} at ${index} o'clock`);
  const bad = ["write to ana@example.com", "zero\u200bwidth song", good[3], good[4], good[5]];
  const lines = [...good, ...bad].map((line) => JSON.stringify(line));
  await page.getByTestId("dataset-input").setInputFiles(textFile("birds.jsonl", lines.join("\n")));
  await expect(page.getByTestId("dataset-summary")).toHaveAttribute("data-records", "45");
  await expectReady(page);
  expect(requests.filter((url) => url.includes("clinic"))).toEqual([]);

  const clinic = page.getByTestId("clinic");
  await unfold(clinic);
  const finding = (kind: string) => page.locator(`[data-testid=clinic-finding][data-kind=${kind}]`);
  await expect(finding("duplicate")).toHaveAttribute("data-count", "3");
  await expect(finding("email")).toHaveAttribute("data-count", "1");
  await expect(finding("invisible")).toHaveAttribute("data-count", "1");
  await finding("invisible").locator("summary").click();
  await expect(finding("invisible")).toContainText("line 42");
  await expect(finding("invisible").locator("mark")).toHaveText("⟨U+200B⟩");

  for (const kind of ["duplicate", "email", "invisible"]) {
    await finding(kind).getByRole("button", { name: /^Mend/ }).click();
    await expect(finding(kind)).toHaveCount(0);
  }
  await expect(page.getByTestId("dataset-summary")).toHaveAttribute("data-records", "42");
  const step = page.locator('[data-testid=clinic-step][data-path="corpus.personalData"]');
  await expect(step).toContainText("1 change");
  await step.getByRole("button").click();
  await expect(finding("email")).toHaveAttribute("data-count", "1");

  await page.getByTestId("step-once").click();
  await expectSteps(page, 1);
  const metadata = safetensorsHeader(await exportFile(page, "export-weights")).__metadata__;
  const written = JSON.stringify(metadata).replaceAll("\\", "");
  expect(written).toContain('"removeDuplicates":true');
  expect(written).toContain('"removeOddCharacters":true');
  expect(written).toContain('"personalData":"keep"');
});
