// Every control of a setting is used as people use it: by mouse, finger and keys. What it then holds is compared
// with the scale of its setting, and lies within the setting's range.
import { expect, type Locator, type Page } from "@playwright/test";
import { nearestDivisor } from "@/domain/architectures/head-sizes";
import { type Architecture, architectures } from "@/domain/architectures/registry";
import { type ConfigPath, getByPath } from "@/domain/config/config-path";
import type { Parameter } from "@/domain/config/parameter";
import { configPaths, isConfigPath, parameters } from "@/domain/config/parameters";
import { type PresetId, presets } from "@/domain/config/presets";
import type { Setting } from "@/domain/config/setting";
import { type NumberPath, scaleOf, settingScale } from "@/features/setting-scale";
import { fromTrack, type KeyMove, type SliderScale, stepValue, toTrack, trackOf } from "@/ui/slider-scale";
import { openPage, unfold } from "./support/playground";
import { test } from "./support/test";

interface Opening {
  readonly preset: PresetId;
  readonly address: string;
}

/** Openings of the page that together let every setting have an effect. */
const OPENINGS: readonly Opening[] = [
  { preset: "tiny-attention", address: "model.heads=1&training.earlyStopping=train&training.minimumLearningRate=0" },
  {
    preset: "poema-gru",
    address:
      "training.optimizer=rmsprop&training.schedule=plateau&training.runLength=steps&corpus.removeNearDuplicates=true&corpus.rareCharacters=replace",
  },
  { preset: "hotwheels-mlp", address: "training.optimizer=sgd&training.schedule=step" },
  { preset: "tiny-attention", address: "model.architecture=gpt2&tokens.tokenizer=byteBpe&tokens.contextLength=1" },
];

/** Tells settings that every page shows from those of data, whose controls stand beside data of their kind only. */
const isAlwaysShown = (path: ConfigPath) => !/^(corpus\.|tuning\.|tokens\.answerOnly$)/.test(path);

const THUMB = 16;
/** How far a press may miss its place, in pixels: positions are fractions, events whole pixels. */
const SLACK = 1.5;

const KEYS: readonly [string, KeyMove][] = [
  ["ArrowLeft", { direction: -1, size: "arrow" }],
  ["PageDown", { direction: -1, size: "page" }],
  ["ArrowUp", { direction: 1, size: "arrow" }],
  ["ArrowDown", { direction: -1, size: "arrow" }],
  ["PageUp", { direction: 1, size: "page" }],
  ["ArrowRight", { direction: 1, size: "arrow" }],
];

test("every slider sets what stands under the mouse, and moves by keys", async ({ page }) => {
  const met = new Set<ConfigPath>();
  for (const opening of OPENINGS) {
    await openPage(page, `preset=${opening.preset}`, opening.address);
    for (const slider of await findSliders(page, opening, met)) {
      await unfold(slider.track);
      for (const share of [0.07, 0.93]) await slider.expectPress(share, () => press(page, slider, share));
      await slider.expectPress(0.8, () => drag(page, slider, 0.2, 0.8));
      await expectKeys(slider);
      await expectTyping(slider);
      await slider.track.dblclick();
      expect(await slider.value(), `${slider.path} after a double click`).toBe(
        getByPath(presets[opening.preset].config, slider.path),
      );
      met.add(slider.path);
    }
  }
  expect([...met].filter(isAlwaysShown).sort()).toEqual(pathsOf("number").filter(isAlwaysShown));
});

test("every choice and switch takes a press", async ({ page }) => {
  const met = new Set<ConfigPath>();
  for (const opening of OPENINGS) {
    await openPage(page, `preset=${opening.preset}`, opening.address);
    for (const path of await pathsOn(page, "select, fieldset, input[type=checkbox]")) {
      if (met.has(path) || !isAlwaysShown(path)) continue;
      const control = page.locator(`:is(select, fieldset, input[type=checkbox])[data-config="${path}"]`);
      await unfold(control);
      const tag = await control.evaluate((element) => element.localName);
      if (tag === "select") await expectChoice(control, path);
      else if (tag === "input") await expectSwitch(control);
      else await expectButtons(control);
      met.add(path);
    }
  }
  const shown = [...pathsOf("choice"), ...pathsOf("switch")].filter(isAlwaysShown);
  expect([...met].filter(isAlwaysShown).sort()).toEqual(shown.sort());
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("every slider sets what stands under the finger", async ({ page }) => {
    const met = new Set<ConfigPath>();
    for (const opening of OPENINGS) {
      await openPage(page, `preset=${opening.preset}`, opening.address);
      await page.locator('nav a[href="#setup"]').tap();
      for (const slider of await findSliders(page, opening, met)) {
        await unfold(slider.track);
        await slider.expectPress(0.9, () => tap(page, slider, 0.9));
        await slider.expectPress(0.3, () => slide(page, slider, 0.7, 0.3));
        met.add(slider.path);
      }
    }
    expect([...met].filter(isAlwaysShown).sort()).toEqual(pathsOf("number").filter(isAlwaysShown));
  });
});

function pathsOf(kind: Parameter["kind"]): readonly ConfigPath[] {
  return configPaths.filter((path) => parameters[path].kind === kind).sort();
}

/** Lists the settings whose controls of a kind can be used now, in the order of the page. */
async function pathsOn(page: Page, controls: string): Promise<readonly ConfigPath[]> {
  // The settings of tokens and of training are late code.
  for (const path of ["tokens.contextLength", "training.learningRate"]) {
    await expect(page.locator(`input[data-config="${path}"]`).first()).toBeAttached();
  }
  const found = page.locator(`:is(${controls})[data-config]:enabled`);
  const paths = await found.evaluateAll((elements) =>
    elements.map((element) => element.getAttribute("data-config") ?? ""),
  );
  return paths.filter(isConfigPath);
}

async function findSliders(
  page: Page,
  { preset, address }: Opening,
  met: ReadonlySet<ConfigPath>,
): Promise<readonly SettingTrack[]> {
  const paths = (await pathsOn(page, "input[type=range]")).filter((path) => !met.has(path));
  const named = new URLSearchParams(address).get("model.architecture");
  const architecture = isArchitecture(named) ? named : presets[preset].config.model.architecture;
  return Promise.all(paths.map((path) => SettingTrack.find(page, path as NumberPath, architecture)));
}

function isArchitecture(name: string | null): name is Architecture {
  return name !== null && name in architectures;
}

/** Gives the scale of a setting; those of a model are as wide as its architecture has them. */
function scaleFor(path: NumberPath, architecture: Architecture): SliderScale {
  const { settings } = architectures[architecture];
  const name = path.replace(/^model\./, "");
  const own = (settings as Readonly<Record<string, Setting>>)[name];
  return path.startsWith("model.") && own?.kind === "number" ? scaleOf(own) : settingScale(path);
}

/** One slider of the page with what its setting's scale says about it. */
class SettingTrack {
  readonly path: NumberPath;
  readonly track: Locator;
  readonly box: Locator;
  readonly scale: SliderScale;

  private constructor(page: Page, path: NumberPath, scale: SliderScale) {
    this.path = path;
    this.scale = scale;
    this.track = page.locator(`input[type=range][data-config="${path}"]`);
    this.box = page.locator(`input[type=text][data-config="${path}"]`);
  }

  static async find(page: Page, path: NumberPath, architecture: Architecture): Promise<SettingTrack> {
    const scale = scaleFor(path, architecture);
    const track = new SettingTrack(page, path, scale).track;
    const max = Number(await track.getAttribute("max"));
    // Other settings may leave less of a range, never of its beginning; lengths are met first beside attention.
    const limits = [scale.max];
    if (scale.kind === "linear") limits.push(max);
    if (/^tokens\.(contextLength|stride)$/.test(path)) limits.push(architectures.attention.longestContext);
    return new SettingTrack(page, path, { ...scale, max: Math.min(...limits) });
  }

  async value(): Promise<number> {
    return Number(await this.track.getAttribute("data-value"));
  }

  /** Gives what the page makes of a value chosen from `before` on: heads must divide the embedding size. */
  async adapted(chosen: number, before: number): Promise<number> {
    if (this.path !== "model.heads") return chosen;
    const size = this.track.page().locator('input[type=range][data-config="model.embeddingSize"]');
    return nearestDivisor(Number(await size.getAttribute("data-value")), chosen, before, 16);
  }

  /** Gives the place on screen of a share of the track, in the middle of the window. */
  async pointAt(share: number): Promise<{ readonly x: number; readonly y: number }> {
    await this.track.evaluate((element) => element.scrollIntoView({ block: "center" }));
    const { x, y, width, height } = await boxOf(this.track);
    return { x: x + THUMB / 2 + share * (width - THUMB), y: y + height / 2 };
  }

  /**
   * Uses the track and expects the value of the share where the pointer left it; again where the page moved under
   * the pointer. The thumb waits at the far end, since a press on the thumb itself only takes hold of it.
   */
  async expectPress(share: number, use: () => Promise<void>): Promise<void> {
    await expect(async () => {
      await this.track.press(share < 0.5 ? "End" : "Home");
      await use();
      const { width } = await boxOf(this.track);
      const track = trackOf(this.scale);
      const numberAt = (place: number) => track.min + place * (track.max - track.min);
      const slack = (SLACK / (width - THUMB)) * (track.max - track.min) + track.step / 2;
      const [low, high] = [-slack, slack].map((by) => fromTrack(this.scale, numberAt(share) + by));
      const value = await this.value();
      const message = `${this.path} at ${share}`;
      expect(value, message).toBeGreaterThanOrEqual(await this.adapted(low, Number.POSITIVE_INFINITY));
      expect(value, message).toBeLessThanOrEqual(await this.adapted(high, 0));
      expect(fromTrack(this.scale, toTrack(this.scale, value)), `${message}: a stop of the scale`).toBe(value);
    }).toPass();
  }
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error("the control is not on screen");
  return box;
}

async function press(page: Page, slider: SettingTrack, share: number): Promise<void> {
  const { x, y } = await slider.pointAt(share);
  await page.mouse.click(x, y);
}

async function drag(page: Page, slider: SettingTrack, from: number, to: number): Promise<void> {
  const start = await slider.pointAt(from);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  const end = await slider.pointAt(to);
  await page.mouse.move((start.x + end.x) / 2, end.y);
  await page.mouse.move(end.x, end.y);
  await page.mouse.up();
}

async function tap(page: Page, slider: SettingTrack, share: number): Promise<void> {
  const { x, y } = await slider.pointAt(share);
  await page.touchscreen.tap(x, y);
}

/** Slides a finger along the track. */
async function slide(page: Page, slider: SettingTrack, from: number, to: number): Promise<void> {
  const start = await slider.pointAt(from);
  const end = { x: (await slider.pointAt(to)).x, y: start.y };
  const session = await page.context().newCDPSession(page);
  const send = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: { x: number; y: number }[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints });
  await send("touchStart", [start]);
  for (const share of [0.25, 0.5, 0.75, 1]) {
    await send("touchMove", [{ x: start.x + share * (end.x - start.x), y: start.y }]);
  }
  await send("touchEnd", []);
  await session.detach();
}

async function expectKeys(slider: SettingTrack): Promise<void> {
  const { scale, track, path } = slider;
  await track.press("Home");
  expect(await slider.value(), `${path} at Home`).toBe(scale.min);
  await track.press("End");
  expect(await slider.value(), `${path} at End`).toBe(scale.max);
  for (const [key, move] of KEYS) {
    const before = await slider.value();
    await track.press(key);
    const expected = await slider.adapted(stepValue(scale, before, move), before);
    expect(await slider.value(), `${path} by ${key} from ${before}`).toBe(expected);
  }
}

async function expectTyping(slider: SettingTrack): Promise<void> {
  const { max, min } = parameters[slider.path];
  for (const [typed, expected] of [
    [max * 2 + 1, slider.scale.max],
    [min - 1, min],
  ]) {
    await slider.box.fill(String(typed));
    await slider.box.press("Enter");
    expect(await slider.value(), `${slider.path} for ${typed}`).toBe(expected);
  }
}

async function expectChoice(select: Locator, path: ConfigPath): Promise<void> {
  const parameter: Parameter = parameters[path];
  const before = await select.inputValue();
  await select.press(
    (await select.evaluate((element: HTMLSelectElement) => element.selectedIndex)) > 0 ? "ArrowUp" : "ArrowDown",
  );
  await expect(select).not.toHaveValue(before);
  if (parameter.kind === "choice") expect(parameter.choices).toContain(await select.inputValue());
  await select.selectOption(before);
  await expect(select).toHaveValue(before);
}

async function expectSwitch(control: Locator): Promise<void> {
  const before = await control.isChecked();
  await control.click();
  await expect(control).toBeChecked({ checked: !before });
  await control.press("Space");
  await expect(control).toBeChecked({ checked: before });
}

async function expectButtons(group: Locator): Promise<void> {
  const before = (await group.getAttribute("data-value")) ?? "";
  if ((await group.locator("input").count()) === 0) {
    const other = (await group.locator("button[aria-pressed=false]").first().getAttribute("data-reading")) ?? "";
    for (const wanted of [other, before]) {
      await group.locator(`button[data-reading="${wanted}"]`).click();
      await expect(group).toHaveAttribute("data-value", wanted);
    }
    return;
  }
  const other = await group.locator(`input:not([value="${before}"])`).first().inputValue();
  for (const wanted of [other, before]) {
    await group.locator(`label:has(input[value="${wanted}"])`).click();
    await expect(group).toHaveAttribute("data-value", wanted);
  }
}
