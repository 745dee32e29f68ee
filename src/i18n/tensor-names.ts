// Names of tensors inside the sentences of errors: the first few of a list, since a file can name thousands.
import type { WrongShape } from "@/domain/checkpoint/checkpoint-error";

const MOST_NAMES = 5;

/** Makes a writer of `Label: a, b.`, which gives nothing for no names; `more` counts those left out, `{count}`. */
export function listedNames(more: string): (label: string, names: readonly string[]) => readonly string[] {
  return (label, names) => {
    if (names.length === 0) return [];
    const shown = names.slice(0, MOST_NAMES).join(", ");
    const rest = names.length - MOST_NAMES;
    return [`${label}: ${shown}${rest > 0 ? ` ${more.replace("{count}", String(rest))}` : ""}.`];
  };
}

/** Writes a tensor with the shape that it has and the one that it should have. */
export function shapeText({ name, expected, found }: WrongShape): string {
  return `${name} (${found.join(" × ")} ≠ ${expected.join(" × ")})`;
}
