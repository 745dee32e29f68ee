// The settings that a form varies, as they are being written, and the trials that they come to.
import { useMemo, useState } from "react";
import type { ConfigPath } from "@/domain/config/config-path";
import { parameters } from "@/domain/config/parameters";
import type { RunConfig } from "@/domain/config/run-config";
import { MOST_VARIED, type Trial, trialProblem, trialsOf, type Varied } from "@/domain/config/trials";
import type { PlansText } from "@/i18n/plans-text";
import { valueText } from "../setting-difference";
import { readValueList, suggestedList, writtenValue } from "./value-list";

/** One line of the form; a line without a setting varies nothing. */
export interface VariedRow {
  readonly path: ConfigPath | null;
  readonly written: string;
}

/** The form's lines, and what they come to. */
export interface VariedForm {
  readonly rows: readonly VariedRow[];
  /** Why a line cannot be used, in its place; null where it can. */
  readonly problems: readonly (string | null)[];
  /** Null while some line cannot be used. */
  readonly trials: readonly Trial[] | null;
  choose(row: number, path: ConfigPath | null): void;
  write(row: number, written: string): void;
}

/** Holds the lines; the first begins with `first` and `written`. */
export function useVaried(text: PlansText, base: RunConfig, first: ConfigPath, written: string): VariedForm {
  const [rows, setRows] = useState<readonly VariedRow[]>(() =>
    Array.from({ length: MOST_VARIED }, (_, index) =>
      index === 0 ? { path: first, written } : { path: null, written: "" },
    ),
  );
  const change = (index: number, row: VariedRow) => setRows(rows.with(index, row));
  const outcome = useMemo(() => outcomeOf(text, base, rows), [text, base, rows]);
  return {
    rows,
    ...outcome,
    choose: (index, path) => change(index, { path, written: path === null ? "" : suggestedList(text, path, base) }),
    write: (index, next) => change(index, { path: rows[index]?.path ?? null, written: next }),
  };
}

/**
 * Says what is special about a trial: "3e-3, 64 (Learning rate, Batch size)". The values come first, since narrow places
 * cut a name's end; empty where nothing was chosen.
 */
export function trialLabel(text: PlansText, { chosen }: Trial): string {
  if (chosen.length === 0) return "";
  const values = chosen.map(({ path, value }) => valueText(text, path, value));
  return `${values.join(", ")} (${chosen.map(({ path }) => text.setting(path)).join(", ")})`;
}

/** Reads the lines. */
export function outcomeOf(
  text: PlansText,
  base: RunConfig,
  rows: readonly VariedRow[],
): Pick<VariedForm, "problems" | "trials"> {
  const read = rows.map(({ path, written }, index) => {
    if (path === null) return { problem: null, varied: [] };
    const isTwice = rows.slice(0, index).some((other) => other.path === path);
    if (isTwice) return { problem: text.plans("twice"), varied: [] };
    const values = readValueList(text, path, written);
    return values.ok
      ? { problem: null, varied: [{ path, values: values.value } satisfies Varied] }
      : { problem: values.error, varied: [] };
  });
  const problems = read.map(({ problem }) => problem);
  if (problems.some((problem) => problem !== null)) return { problems, trials: null };
  const trials = trialsOf(
    base,
    read.flatMap(({ varied }) => varied),
  );
  const found = trialProblem(trials);
  if (found === null) return { problems, trials };
  const path = found.code === "rests" ? found.path : found.at.path;
  const label = text.setting(path);
  const sentence =
    found.code === "rests"
      ? text.plans("rests", { label, reason: restReason(text, trials[0], path) })
      : text.plans("doesNotFit", { label, value: writtenValue(text, path, found.at.value) });
  return { problems: rows.map((row) => (row.path === path ? sentence : null)), trials: null };
}

function restReason(text: PlansText, trial: Trial | undefined, path: ConfigPath): string {
  const reason = trial === undefined ? null : parameters[path].restsBecause(trial.config);
  return reason === null ? "" : text.t(`rests.${reason}`);
}
