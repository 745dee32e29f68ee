// What one setting may be: its kind, range and scale, and when it rests. Words for it live in i18n,
// under its path.
import type { RestReason, RestRule } from "./rest-rules";
import type { RunConfig } from "./run-config";

interface Common {
  /** Whether a change acts on the run under way; others wait for the next run. */
  readonly live: boolean;
  /** Whether it says how the file is read: a change reads the file again. */
  readonly reading: boolean;
  /** Why the setting has no effect beside the others; null where it has one. */
  readonly restsBecause: (config: RunConfig) => RestReason | null;
}

/** A number in [min, max]. */
export interface NumberParameter extends Common {
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
export interface ChoiceParameter<Name extends string = string> extends Common {
  readonly kind: "choice";
  readonly choices: readonly Name[];
}

/** On or off. */
export interface SwitchParameter extends Common {
  readonly kind: "switch";
}

/** A text of bounded length. */
export interface TextParameter extends Common {
  readonly kind: "text";
  /** Most UTF-16 units. */
  readonly maxLength: number;
}

/** Texts in order, or null for automatic. */
export interface ListParameter extends Common {
  readonly kind: "list";
  readonly maxItems: number;
  readonly maxLength: number;
}

/** The description of one setting. */
export type Parameter = NumberParameter | ChoiceParameter | SwitchParameter | TextParameter | ListParameter;

/** The kind of parameter that holds values of a type; the tuples keep unions of names together. */
export type ParameterFor<Value> = [Value] extends [boolean]
  ? SwitchParameter
  : [Value] extends [number]
    ? NumberParameter
    : [Value] extends [string]
      ? string extends Value
        ? TextParameter
        : ChoiceParameter<Value>
      : ListParameter;

const fixed = { live: false, reading: false, restsBecause: () => null } as const;

/** Describes a number on an even scale. */
export function linear(min: number, max: number, step: number): NumberParameter {
  return { ...fixed, kind: "number", min, max, step, scale: "linear", integer: false };
}

/** Describes a number on a logarithmic scale; one that starts at 0 says what its smallest value above 0 is. */
export function logarithmic(min: number, max: number, step = min): NumberParameter {
  return { ...fixed, kind: "number", min, max, step, scale: "log", integer: false };
}

/** Describes a whole number of a short range. */
export function whole(min: number, max: number): NumberParameter {
  return { ...fixed, kind: "number", min, max, step: 1, scale: "linear", integer: true };
}

/** Describes a whole number of a long range, whose small values need room. */
export function amount(min: number, max: number): NumberParameter {
  return { ...fixed, kind: "number", min, max, step: 1, scale: "log", integer: true };
}

/** Describes a size, thought of in doublings. */
export function size(min: number, max: number): NumberParameter {
  return { ...fixed, kind: "number", min, max, step: 1, scale: "log2", integer: true };
}

/** Describes a choice of one among names. */
export function choice<const Name extends string>(...choices: readonly Name[]): ChoiceParameter<Name> {
  return { ...fixed, kind: "choice", choices };
}

/** Describes an on-off switch. */
export function toggle(): SwitchParameter {
  return { ...fixed, kind: "switch" };
}

/** Describes a short text. */
export function text(maxLength: number): TextParameter {
  return { ...fixed, kind: "text", maxLength };
}

/** Describes a list of short texts that may be automatic. */
export function list(maxItems: number, maxLength: number): ListParameter {
  return { ...fixed, kind: "list", maxItems, maxLength };
}

/** Marks a setting as one that acts on the run under way. */
export function live<P extends Parameter>(parameter: P): P & { readonly live: true } {
  return { ...parameter, live: true };
}

/** Marks a setting that says how the file is read. */
export function reading<P extends Parameter>(parameter: P): P {
  return { ...parameter, reading: true };
}

/** Lets a setting rest by rules, the first of which that holds gives the reason. */
export function resting<P extends Parameter>(parameter: P, ...rules: readonly RestRule[]): P {
  const restsBecause = (config: RunConfig) => {
    for (const rule of rules) {
      const reason = rule(config);
      if (reason !== null) return reason;
    }
    return null;
  };
  return { ...parameter, restsBecause };
}
