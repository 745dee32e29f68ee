// Finds columns whose numbers have a decimal comma. They stay as written: a model of characters writes what it reads.
import type { SourceSummary } from "./source";

const WITH_COMMA = /^[-+]?(?:\d{1,3}(?:\.\d{3})+|\d+),\d+$/;
const WHOLE = /^[-+]?\d+$/;

/** Lists the columns that hold numbers alone, some of them with a decimal comma, by the first rows. */
export function decimalCommaColumns({ columns, preview }: SourceSummary): readonly string[] {
  return columns.filter((_, index) => {
    const values = preview.map((row) => row.values[index].trim()).filter((value) => value !== "");
    return (
      values.some((value) => WITH_COMMA.test(value)) &&
      values.every((value) => WITH_COMMA.test(value) || WHOLE.test(value))
    );
  });
}
