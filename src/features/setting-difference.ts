// Writes a changed setting in the words of the page.
import type { ConfigPath } from "@/domain/config/config-path";
import { parameters } from "@/domain/config/parameters";
import { shortenText } from "@/domain/shorten-text";
import type { RunsText } from "@/i18n/runs-text";
import type { ChoicePath } from "@/i18n/setting-words";

/** Longest text that is shown of a value. */
const LONGEST = 24;

/** A setting with its two values, as they stand in the records. */
export interface Difference {
  readonly path: ConfigPath;
  readonly from: unknown;
  readonly to: unknown;
}

/** Writes both parts of a difference: "Learning rate" and "1e-3 → 3e-3". */
export function differenceParts(
  text: RunsText,
  { path, from, to }: Difference,
): readonly [label: string, values: string] {
  return [text.setting(path), `${valueText(text, path, from)} → ${valueText(text, path, to)}`];
}

/** Writes a difference: "Learning rate 1e-3 → 3e-3". */
export function differenceText(text: RunsText, difference: Difference): string {
  return differenceParts(text, difference).join(" ");
}

/** Writes the value of a setting, in short. */
export function valueText(text: RunsText, path: ConfigPath, value: unknown): string {
  switch (parameters[path].kind) {
    case "number":
      return text.short(Number(value));
    case "switch":
      return text.runs(value === true ? "on" : "off");
    case "choice":
      return text.choice(path as ChoicePath, value as never);
    case "text":
      if (path === "base" && value === "") return text.runs("freshWeights");
      return shortened(String(value));
    case "list":
      return value === null ? text.runs("automatic") : shortened((value as readonly string[]).join(", "));
  }
  return parameters[path] satisfies never;
}

function shortened(value: string): string {
  const line = value.replace(/\s+/g, " ");
  return `“${line.length > LONGEST ? `${shortenText(line, LONGEST)}…` : line}”`;
}
