// Lists of values as people write them: read by the rules of their setting, and written again.
import { type ConfigPath, getByPath } from "@/domain/config/config-path";
import type { Parameter } from "@/domain/config/parameter";
import { parameters } from "@/domain/config/parameters";
import type { RunConfig } from "@/domain/config/run-config";
import type { NumberSetting } from "@/domain/config/setting";
import { checkSetting } from "@/domain/config/setting-value";
import { MOST_VALUES } from "@/domain/config/trials";
import { failure, type Result, success } from "@/domain/result";
import { shortenText } from "@/domain/shorten-text";
import type { PlansText } from "@/i18n/plans-text";
import type { ChoicePath } from "@/i18n/setting-words";
import { parseNumberText } from "@/ui/number-text";
import { tidyNumber } from "@/ui/tidy-number";

/** Reads values separated by semicolons, each once; fails with a sentence about the first that cannot be. */
export function readValueList(text: PlansText, path: ConfigPath, written: string): Result<readonly unknown[], string> {
  const items = written
    .split(";")
    .map((item) => item.trim())
    .filter((item) => item !== "");
  const values = new Set<unknown>();
  for (const item of items) {
    const read = readValue(text, path, item);
    if (!read.ok) return read;
    values.add(read.value);
  }
  if (values.size === 0) return failure(text.plans("noValue"));
  if (values.size > MOST_VALUES) return failure(text.plans("tooMany", { count: values.size, most: MOST_VALUES }));
  return success([...values]);
}

/** Writes a value so that reading gives it back. */
export function writtenValue(text: PlansText, path: ConfigPath, value: unknown): string {
  const parameter: Parameter = parameters[path];
  switch (parameter.kind) {
    case "number": {
      const short = text.short(Number(value));
      const isExact = parseNumberText(short, text.decimal) === value;
      return isExact ? short : String(value).replace(".", text.decimal);
    }
    case "choice":
      return text.choice(path as ChoicePath, value as never);
    case "switch":
      return text.runs(value === true ? "on" : "off");
    case "text":
    case "list":
      return String(value);
  }
  return parameter satisfies never;
}

/** Gives values about the one in force that are worth a trial, as a written list. */
export function suggestedList(text: PlansText, path: ConfigPath, config: RunConfig): string {
  const parameter: Parameter = parameters[path];
  const now = getByPath(config, path);
  const values = suggestedValues(parameter, path, now).slice(0, MOST_VALUES);
  return [...new Set(values)].map((value) => writtenValue(text, path, value)).join("; ");
}

/** Says what a setting may be. */
export function possibleValues(text: PlansText, path: ConfigPath): string | undefined {
  const parameter: Parameter = parameters[path];
  if (parameter.kind === "number") {
    const { min, max } = parameter;
    return text.plans("range", { min: writtenValue(text, path, min), max: writtenValue(text, path, max) });
  }
  const names = namesOf(text, path, parameter).map(([name]) => name);
  return names.length === 0 ? undefined : text.plans("possible", { choices: names.join("; ") });
}

function readValue(text: PlansText, path: ConfigPath, item: string): Result<unknown, string> {
  const parameter: Parameter = parameters[path];
  if (parameter.kind === "number") return readNumber(text, path, parameter, item);
  if (parameter.kind === "text") {
    const { maxLength: most } = parameter;
    return item.length > most ? failure(text.plans("tooLong", { value: shortenText(item, 24), most })) : success(item);
  }
  const names = namesOf(text, path, parameter);
  const same = (name: string) => name.toLocaleLowerCase(text.language) === item.toLocaleLowerCase(text.language);
  const found = names.find(([name, value]) => same(name) || same(String(value)));
  if (found !== undefined) return success(found[1]);
  return failure(text.plans("notAChoice", { value: item, choices: names.map(([name]) => name).join("; ") }));
}

function readNumber(text: PlansText, path: ConfigPath, parameter: NumberSetting, item: string): Result<number, string> {
  const value = parseNumberText(item, text.decimal);
  if (value === null) return failure(text.plans("notANumber", { value: item }));
  const checked = checkSetting(parameter, value);
  if (checked.ok && !checked.adjusted) return success(value);
  if (parameter.integer && !Number.isInteger(value)) return failure(text.plans("notWhole", { value: item }));
  const min = writtenValue(text, path, parameter.min);
  const max = writtenValue(text, path, parameter.max);
  return failure(text.plans("outOfRange", { value: item, min, max }));
}

/** Lists what a choice or a switch may be, by its words. */
function namesOf(text: PlansText, path: ConfigPath, parameter: Parameter): readonly (readonly [string, unknown])[] {
  if (parameter.kind === "choice") return text.choices(path as ChoicePath).map(({ value, label }) => [label, value]);
  if (parameter.kind !== "switch") return [];
  return [
    [text.runs("on"), true],
    [text.runs("off"), false],
  ];
}

function suggestedValues(parameter: Parameter, path: ConfigPath, now: unknown): readonly unknown[] {
  switch (parameter.kind) {
    case "number": {
      const about = aboutNumber(parameter, Number(now));
      return about.map((value) => {
        const checked = checkSetting(parameter, tidyNumber(value));
        return checked.ok ? checked.value : now;
      });
    }
    case "choice":
      return [now, ...parameter.choices.filter((choice) => choice !== now)];
    case "switch":
      return [true, false];
    case "text":
      return path === "seed" ? [now, `${now}-2`, `${now}-3`] : [now];
    case "list":
      return [];
  }
  return parameter satisfies never;
}

/** About a third and three times in round numbers, half and double, or a fifth of the range less and more. */
function aboutNumber({ scale, min, max, step, integer }: NumberSetting, now: number): readonly number[] {
  if (scale !== "linear" && integer) return [now / 2, now, now * 2];
  if (scale !== "linear") {
    const isLow = now < 2 * 10 ** Math.floor(Math.log10(now));
    return isLow ? [now * 0.3, now, now * 3] : [now / 3, now, (now / 3) * 10];
  }
  const distance = Math.max(step, Math.round((max - min) / 5 / step) * step);
  return [now - distance, now, now + distance];
}
