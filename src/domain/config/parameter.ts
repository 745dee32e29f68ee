// A setting of a configuration: what it may hold, and how it stands to the file, to a run and to the other settings.
import type { RestReason, RestRule } from "./rest-rules";
import type { Setting } from "./setting";

/** How a setting stands to the file, to a run and to the other settings. */
export interface Standing {
  /** Whether a change acts on the run under way; others wait for the next run. */
  readonly live: boolean;
  /** Whether it says how the file is read: a change reads the file again. */
  readonly reading: boolean;
  /** Why the setting has no effect beside the others; null where it has one. */
  readonly restsBecause: RestRule;
}

/** The description of one setting. */
export type Parameter = Setting & Standing;

/** A table of settings in which each says where it stands apart from the rest. */
export type ParameterTable = Readonly<Record<string, Setting & Partial<Standing>>>;

/** Marks a setting as one that acts on the run under way. */
export function live<S extends Setting>(setting: S): S & { readonly live: true } {
  return { ...setting, live: true };
}

/** Marks a setting that says how the file is read. */
export function reading<S extends Setting>(setting: S): S & { readonly reading: true } {
  return { ...setting, reading: true };
}

/** Lets a setting rest by rules, the first of which that holds gives the reason. */
export function resting<S extends Setting>(
  setting: S,
  ...rules: readonly RestRule[]
): S & Pick<Standing, "restsBecause"> {
  const restsBecause: RestRule = (config) => {
    for (const rule of rules) {
      const reason: RestReason | null = rule(config);
      if (reason !== null) return reason;
    }
    return null;
  };
  return { ...setting, restsBecause };
}

/** Completes a table: a setting that says nothing else waits for the next run, leaves the file alone and never rests. */
export function completed<T extends ParameterTable>(table: T): { readonly [Path in keyof T]: T[Path] & Standing } {
  const standing: Standing = { live: false, reading: false, restsBecause: () => null };
  const entries = Object.entries(table).map(([path, setting]) => [path, { ...standing, ...setting }]);
  return Object.fromEntries(entries) as { readonly [Path in keyof T]: T[Path] & Standing };
}
