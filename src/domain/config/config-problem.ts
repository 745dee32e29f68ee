// What can be wrong with settings that come from outside, by config path: what refuses them, and what the page tells of
// those that were changed or passed over.
import type { SettingProblem } from "./setting-value";

/** Why settings were refused. */
export type ConfigProblem = SettingProblem | "notAnObject";

/** A setting that cannot be used; the path is empty for a whole that is no configuration. */
export type ConfigError = {
  readonly code: "configInvalid";
  readonly path: string;
  readonly problem: ConfigProblem;
};

/** One thing that was not taken as it was given. */
export type ConfigNotice =
  /** No setting has this name. */
  | { readonly kind: "unknownSetting"; readonly path: string }
  /** The value makes no sense for the setting and was passed over. */
  | { readonly kind: "badValue"; readonly path: string; readonly given: string }
  /** A number was written with a decimal comma and passed over; `remedy` is how it is written. */
  | { readonly kind: "decimalComma"; readonly path: string; readonly given: string; readonly remedy: string }
  /** The value was taken into the setting's range. */
  | { readonly kind: "adjusted"; readonly path: string; readonly given: string; readonly used: string };

const LONGEST_EXCERPT = 80;

/** Shortens a foreign text for a notice. */
export function excerpt(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length > LONGEST_EXCERPT ? `${text.slice(0, LONGEST_EXCERPT)}…` : text;
}
