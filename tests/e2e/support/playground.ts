// The page as a teacher's script would use it: through the test ids and raw values of the public
// contract, never through texts or styles.
import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";

/** A small MLP that takes a few milliseconds a step anywhere. */
export const TINY_MODEL =
  "model.architecture=mlp&model.hiddenSize=16&model.embeddingSize=8&model.layers=1&tokens.contextLength=8" +
  "&training.batchSize=32&training.epochs=10000&tokens.validationShare=0";

/** Opens the page with address parameters and waits until the first data set is ready to train on. */
export async function openPage(page: Page, ...parameters: readonly string[]): Promise<void> {
  const query = parameters.filter((part) => part !== "").join("&");
  await page.goto(query === "" ? "./" : `./?${query}`);
  await expectReady(page);
}

/** Has the browser refuse the page's storage, as private windows and blocked sites do. */
export async function refuseStorage(context: BrowserContext): Promise<void> {
  const refuse = "IDBFactory.prototype.open = () => { throw new DOMException('refused', 'SecurityError'); };";
  await context.route(/assets\/storage\.worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${refuse}\n${await response.text()}` });
  });
}

/** Leaves the page and deletes all that the browser keeps of it. */
export async function forgetVisits(page: Page): Promise<void> {
  const { origin } = new URL(page.url());
  await page.goto("about:blank");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  await devtools.detach();
}

/** Waits until data is prepared and the device is open. */
export async function expectReady(page: Page): Promise<void> {
  await expect(page.getByTestId("window-count")).toHaveAttribute("data-value", /^[1-9]\d*$/);
  await expect(page.getByTestId("device")).toHaveAttribute("data-value", /^(plan|reference)-/);
}

/** Gives a raw value, NaN while it is unknown. */
export async function numberOf(page: Page, testId: string): Promise<number> {
  const value = await page.getByTestId(testId).first().getAttribute("data-value");
  return value === null || value === "" ? Number.NaN : Number(value);
}

const within = (milliseconds: number | undefined) => (milliseconds === undefined ? {} : { timeout: milliseconds });

/** Waits until the run is in one of the states. */
export async function expectRunState(page: Page, state: string | RegExp, milliseconds?: number): Promise<void> {
  await expect(page.getByTestId("run-state")).toHaveAttribute("data-value", state, within(milliseconds));
}

/** Waits until at least `step` steps are reported. */
export async function expectSteps(page: Page, step: number, milliseconds?: number): Promise<void> {
  await expect.poll(() => numberOf(page, "metric-step"), within(milliseconds)).toBeGreaterThanOrEqual(step);
}

/** Presses Train and waits for the first reported loss. */
export async function train(page: Page): Promise<void> {
  await page.getByTestId("train").click();
  await expectSteps(page, 1);
  await expect(page.getByTestId("metric-train-loss")).toHaveAttribute("data-value", /^\d/);
}

/** Presses Pause and waits until the run rests. */
export async function pause(page: Page): Promise<void> {
  await page.getByTestId("pause").click();
  await expectRunState(page, "paused");
}

/** Opens the step card that holds an element, when it is folded away. */
export async function unfold(locator: Locator): Promise<void> {
  await locator.evaluate((element) => {
    for (let card = element.closest("details"); card !== null; card = card.parentElement?.closest("details") ?? null) {
      card.open = true;
    }
  });
}

export interface SampleRequest {
  readonly prompt: string;
  readonly temperature: number;
  readonly length: number;
  readonly seed: string;
}

/** Generates a text by what is asked for and gives it once it is whole. */
export async function sample(page: Page, request: SampleRequest): Promise<string> {
  await fillIn(page, "sample-prompt", request.prompt);
  await fillIn(page, "sample-temperature", String(request.temperature));
  await fillIn(page, "sample-length", String(request.length));
  await fillIn(page, "sample-seed", request.seed);
  return sampleAgain(page);
}

/** Presses Generate and gives the text once it is whole. */
export async function sampleAgain(page: Page): Promise<string> {
  const output = page.getByTestId("sample-output");
  const previous = (await output.getAttribute("data-sample")) ?? "";
  await page.getByTestId("sample-generate").click();
  await expect(output).not.toHaveAttribute("data-sample", previous);
  await expect(output).toHaveAttribute("aria-busy", "false");
  return (await output.getAttribute("data-value")) ?? "";
}

/** Types a value into a test id that is a text box or a slider. */
export async function fillIn(page: Page, testId: string, value: string): Promise<void> {
  const marked = page.getByTestId(testId);
  await unfold(marked);
  // A slider's mark is on its track; the number box beside it takes typed values.
  const isTrack = (await marked.getAttribute("type")) === "range";
  const box = isTrack ? marked.locator("xpath=..").locator("input:not([type=range])") : marked;
  await box.fill(value);
  await box.press("Tab");
}

/** Types a number into the box of a setting, whose step is unfolded for it. */
export async function setNumber(page: Page, path: string, value: string): Promise<void> {
  const box = page.locator(`input[data-config="${path}"]:not([type=range])`);
  await unfold(box);
  await box.fill(value);
  await box.press("Tab");
}
