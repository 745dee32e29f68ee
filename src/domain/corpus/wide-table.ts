// Why nothing of a table could be read that is too wide for any row to be taken.
import type { AppError } from "../errors";
import { cellType } from "./cell-type";
import { DEFAULT_LIMITS } from "./parser-limits";
import { type DialectWishes, sniffDialect } from "./sniff-dialect";

/** Gives the reason by the start of the text; null for a table of fewer columns. */
export function wideTableError(name: string, head: string, isWhole: boolean, wishes: DialectWishes): AppError | null {
  const { dialect, width, rows } = sniffDialect(head, isWhole, wishes);
  const limit = DEFAULT_LIMITS.columns;
  if (width <= limit) return null;
  const body = rows.slice(dialect.hasHeader ? 1 : 0);
  const onlyNumbers = body.every(({ fields }) => fields.every((cell) => cellType(cell) !== "text"));
  return { code: "tooManyColumns", name, columns: width, limit, onlyNumbers };
}
