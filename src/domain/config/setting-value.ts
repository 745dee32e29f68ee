// Checks one foreign value against the description of its setting.
import type { NumberSetting, Setting } from "./setting";

/** Why a value was refused; stands in configInvalid. */
export type SettingProblem = "notANumber" | "notAChoice" | "notASwitch" | "notAText" | "notAList";

/** A value that can be used, perhaps brought into range, or why it cannot. */
export type CheckedSetting =
  | { readonly ok: true; readonly value: unknown; readonly adjusted: boolean }
  | { readonly ok: false; readonly problem: SettingProblem };

/** Takes a value as it stands in a file; numbers are brought into range and, where asked for, rounded. */
export function checkSetting(setting: Setting, value: unknown): CheckedSetting {
  switch (setting.kind) {
    case "number":
      return typeof value === "number" && Number.isFinite(value)
        ? bringIntoRange(setting, value)
        : refuse("notANumber");
    case "choice":
      return isChoice(setting.choices, value) ? accept(value) : refuse("notAChoice");
    case "switch":
      return typeof value === "boolean" ? accept(value) : refuse("notASwitch");
    case "text":
      return isText(value, setting.maxLength) ? accept(value) : refuse("notAText");
    case "list": {
      if (value === null) return accept(null);
      return isTextList(value, setting) ? accept([...value]) : refuse("notAList");
    }
  }
  return setting satisfies never;
}

/**
 * Takes a value as it stands in an address: numbers in JavaScript's syntax, switches as true or false,
 * lists as listText writes them, `auto` for the automatic list.
 */
export function checkSettingText(setting: Setting, text: string): CheckedSetting {
  switch (setting.kind) {
    case "number":
      return checkSetting(setting, text.trim() === "" ? null : Number(text));
    case "switch":
      return checkSetting(setting, text === "true" ? true : text === "false" ? false : null);
    case "list":
      return checkSetting(setting, text === "auto" ? null : splitList(text));
    case "choice":
    case "text":
      return checkSetting(setting, text);
  }
  return setting satisfies never;
}

/** Writes a list for an address: spaces between its items, a backslash before the spaces inside them. */
export function listText(items: readonly string[]): string {
  return items.map((item) => item.replace(/[\\ ]/g, "\\$&")).join(" ");
}

function splitList(text: string): string[] {
  return [...text.matchAll(/(?:\\.|[^\\ ])+/g)].map(([item]) => item.replace(/\\(.)/g, "$1"));
}

function bringIntoRange({ min, max, integer }: NumberSetting, value: number): CheckedSetting {
  const fitted = Math.min(max, Math.max(min, integer ? Math.round(value) : value));
  return { ok: true, value: fitted, adjusted: fitted !== value };
}

function accept(value: unknown): CheckedSetting {
  return { ok: true, value, adjusted: false };
}

function refuse(problem: SettingProblem): CheckedSetting {
  return { ok: false, problem };
}

function isChoice(choices: readonly string[], value: unknown): value is string {
  return (choices as readonly unknown[]).includes(value);
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === "string" && value.length <= longest;
}

function isTextList(
  value: unknown,
  { maxLength, maxItems }: { readonly maxLength: number; readonly maxItems: number },
): value is readonly string[] {
  return Array.isArray(value) && value.length <= maxItems && value.every((item) => isText(item, maxLength));
}
