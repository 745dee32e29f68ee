// What one setting may hold: its kind, range and scale. Words for it live in i18n, under its path.

/** A number in [min, max]. */
export interface NumberSetting {
  readonly kind: "number";
  readonly min: number;
  readonly max: number;
  /** Distance between two stops of a linear scale; on the others the smallest value above 0. */
  readonly step: number;
  /** How a slider spreads the range: evenly, by powers of ten, or by the doublings in which sizes are thought of. */
  readonly scale: "linear" | "log" | "log2";
  readonly integer: boolean;
}

/** One of several names. */
export interface ChoiceSetting<Name extends string = string> {
  readonly kind: "choice";
  readonly choices: readonly Name[];
}

/** On or off. */
export interface SwitchSetting {
  readonly kind: "switch";
}

/** A text of bounded length. */
export interface TextSetting {
  readonly kind: "text";
  /** Most UTF-16 units. */
  readonly maxLength: number;
}

/** Texts in order, or null for automatic. */
export interface ListSetting {
  readonly kind: "list";
  readonly maxItems: number;
  readonly maxLength: number;
}

/** The description of one setting. */
export type Setting = NumberSetting | ChoiceSetting | SwitchSetting | TextSetting | ListSetting;

/** The kind of setting that holds values of a type; the tuples keep unions of names together. */
export type SettingFor<Value> = [Value] extends [boolean]
  ? SwitchSetting
  : [Value] extends [number]
    ? NumberSetting
    : [Value] extends [string]
      ? string extends Value
        ? TextSetting
        : ChoiceSetting<Value>
      : ListSetting;

/** The values that a setting holds. */
export type ValueOf<S extends Setting> =
  S extends ChoiceSetting<infer Name>
    ? Name
    : S extends NumberSetting
      ? number
      : S extends SwitchSetting
        ? boolean
        : S extends TextSetting
          ? string
          : readonly string[] | null;

/** Describes a number on an even scale. */
export function linear(min: number, max: number, step: number): NumberSetting {
  return { kind: "number", min, max, step, scale: "linear", integer: false };
}

/** Describes a number on a logarithmic scale; one that starts at 0 says what its smallest value above 0 is. */
export function logarithmic(min: number, max: number, step = min): NumberSetting {
  return { kind: "number", min, max, step, scale: "log", integer: false };
}

/** Describes a whole number of a short range. */
export function whole(min: number, max: number): NumberSetting {
  return { kind: "number", min, max, step: 1, scale: "linear", integer: true };
}

/** Describes a whole number of a long range, whose small values need room. */
export function amount(min: number, max: number): NumberSetting {
  return { kind: "number", min, max, step: 1, scale: "log", integer: true };
}

/** Describes a size, thought of in doublings. */
export function size(min: number, max: number): NumberSetting {
  return { kind: "number", min, max, step: 1, scale: "log2", integer: true };
}

/** Describes a choice of one among names. */
export function choice<const Name extends string>(...choices: readonly Name[]): ChoiceSetting<Name> {
  return { kind: "choice", choices };
}

/** Describes an on-off switch. */
export function toggle(): SwitchSetting {
  return { kind: "switch" };
}

/** Describes a short text. */
export function text(maxLength: number): TextSetting {
  return { kind: "text", maxLength };
}

/** Describes a list of short texts that may be automatic. */
export function list(maxItems: number, maxLength: number): ListSetting {
  return { kind: "list", maxItems, maxLength };
}
