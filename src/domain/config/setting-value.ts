// Checks one foreign value against the description of its setting.
import * as v from "valibot";
import type { NumberParameter, Parameter } from "./parameter";

/** Why a value was refused; stands in configInvalid. */
export type SettingProblem = "notANumber" | "notAChoice" | "notASwitch" | "notAText" | "notAList";

/** A value that can be used, perhaps brought into range, or why it cannot. */
export type CheckedSetting =
  | { readonly ok: true; readonly value: unknown; readonly adjusted: boolean }
  | { readonly ok: false; readonly problem: SettingProblem };

const number = v.pipe(v.number(), v.finite());

/** Takes a value as it stands in a file; numbers are brought into range and, where asked for, rounded. */
export function checkSetting(parameter: Parameter, value: unknown): CheckedSetting {
  switch (parameter.kind) {
    case "number":
      return v.is(number, value) ? bringIntoRange(parameter, value) : refuse("notANumber");
    case "choice":
      return v.is(v.picklist(parameter.choices), value) ? accept(value) : refuse("notAChoice");
    case "switch":
      return v.is(v.boolean(), value) ? accept(value) : refuse("notASwitch");
    case "text":
      return v.is(v.pipe(v.string(), v.maxLength(parameter.maxLength)), value) ? accept(value) : refuse("notAText");
    case "list": {
      const items = v.array(v.pipe(v.string(), v.maxLength(parameter.maxLength)));
      const schema = v.nullable(v.pipe(items, v.maxLength(parameter.maxItems)));
      return v.is(schema, value) ? accept(value === null ? null : [...value]) : refuse("notAList");
    }
  }
  return parameter satisfies never;
}

/**
 * Takes a value as it stands in an address: numbers in JavaScript's syntax, switches as true or false,
 * lists as listText writes them, `auto` for the automatic list.
 */
export function checkSettingText(parameter: Parameter, text: string): CheckedSetting {
  switch (parameter.kind) {
    case "number":
      return checkSetting(parameter, text.trim() === "" ? null : Number(text));
    case "switch":
      return checkSetting(parameter, text === "true" ? true : text === "false" ? false : null);
    case "list":
      return checkSetting(parameter, text === "auto" ? null : splitList(text));
    case "choice":
    case "text":
      return checkSetting(parameter, text);
  }
  return parameter satisfies never;
}

/** Writes a list for an address: spaces between its items, a backslash before the spaces inside them. */
export function listText(items: readonly string[]): string {
  return items.map((item) => item.replace(/[\\ ]/g, "\\$&")).join(" ");
}

function splitList(text: string): string[] {
  return [...text.matchAll(/(?:\\.|[^\\ ])+/g)].map(([item]) => item.replace(/\\(.)/g, "$1"));
}

function bringIntoRange({ min, max, integer }: NumberParameter, value: number): CheckedSetting {
  const fitted = Math.min(max, Math.max(min, integer ? Math.round(value) : value));
  return { ok: true, value: fitted, adjusted: fitted !== value };
}

function accept(value: unknown): CheckedSetting {
  return { ok: true, value, adjusted: false };
}

function refuse(problem: SettingProblem): CheckedSetting {
  return { ok: false, problem };
}
