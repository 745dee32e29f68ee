// Writing with a model: what a press of Generate draws, and what the page says of it.
import { expect } from "@playwright/test";
import {
  expectRunState,
  fillIn,
  numberOf,
  openPage,
  pause,
  sample,
  sampleAgain,
  TINY_MODEL,
  train,
} from "./support/playground";
import { test } from "./support/test";

const REQUEST = { prompt: "<name>", temperature: 1, length: 60 } as const;

test("each press draws anew by the seed that it shows, and counts each draw once", async ({ page }) => {
  await openPage(page, TINY_MODEL);
  await train(page);
  await pause(page);
  const seed = page.getByTestId("sample-seed");
  const lock = page.getByTestId("sample-seed-lock");
  const kept = await sample(page, { ...REQUEST, seed: "1" });
  await expect(lock).toHaveAttribute("aria-pressed", "true");
  const attempts = await page.getByTestId("record-valid-rate").getAttribute("data-attempts");
  expect(await sampleAgain(page), "a seed that was typed is kept").toBe(kept);
  await expect(page.getByTestId("record-valid-rate")).toHaveAttribute("data-attempts", attempts ?? "");

  await lock.click();
  const drawn = await sampleAgain(page);
  const shown = await seed.inputValue();
  expect(shown).not.toBe("1");
  expect(drawn).not.toBe(kept);
  expect(await sampleAgain(page), "each press draws anew").not.toBe(drawn);
  expect(await sample(page, { ...REQUEST, seed: shown }), "the seed shown is the one used").toBe(drawn);

  await lock.click();
  const newest = await sampleAgain(page);
  const used = await seed.inputValue();
  expect(await sample(page, { ...REQUEST, seed: used }), "typing the seed that stands there keeps it").toBe(newest);

  const long = "a".repeat(200_000);
  const written = await sample(page, { ...REQUEST, prompt: long, seed: used });
  expect(written.startsWith(long)).toBe(true);
  const shownText = (await page.getByTestId("sample-output").textContent()) ?? "";
  expect(shownText.length, "the end of a long prompt leaves room for what is written").toBeLessThan(600);
  await expect(page.getByTestId("sample-unread")).toHaveAttribute("data-value", String(200_000 - 8));
  await sample(page, { ...REQUEST, seed: used });
  await expect(page.getByTestId("sample-unread")).toHaveCount(0);

  const step = await numberOf(page, "metric-step");
  await expect(page.getByTestId("sample-step")).toHaveAttribute("data-value", String(step));
  await expect(page.getByTestId("sample-step")).toHaveAttribute("data-current", "true");
  await page.getByTestId("step-once").click();
  await expect(page.getByTestId("sample-step")).toHaveAttribute("data-current", "false");
});

test("several answers are drawn apart, and every rule of drawing holds for each", async ({ page }) => {
  // As many steps on every machine: what a penalty changes in a text depends on the weights.
  await openPage(page, TINY_MODEL, "training.runLength=steps&training.steps=100");
  await train(page);
  await expectRunState(page, "finished");
  const greedy = await sample(page, { ...REQUEST, temperature: 0, seed: "1" });
  const answers = page.getByTestId("sample-answer");
  const writtenNow = () =>
    answers.evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.value ?? ""));

  await fillIn(page, "sample-answers", "3");
  await sample(page, { ...REQUEST, seed: "1" });
  await expect(answers).toHaveCount(3);
  const drawn = await writtenNow();
  expect(new Set(drawn).size).toBe(3);
  for (const text of drawn) expect(text.startsWith(REQUEST.prompt)).toBe(true);

  await fillIn(page, "sample-top-k", "1");
  await sampleAgain(page);
  expect(await writtenNow(), "the likeliest token alone").toEqual([greedy, greedy, greedy]);
  await fillIn(page, "sample-top-k", "0");
  await fillIn(page, "sample-top-p", "0.01");
  await sampleAgain(page);
  expect(await writtenNow(), "as few of the likeliest as hold a hundredth").toEqual([greedy, greedy, greedy]);
  await fillIn(page, "sample-repetition-penalty", "2");
  await sampleAgain(page);
  for (const text of await writtenNow()) expect(text, "what was written already is less likely").not.toBe(greedy);
});
