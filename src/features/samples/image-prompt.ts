// Writes the sentence that an image generator wants for a toy car, from the records that it was made for: those of
// the HotWheels table and of the bundled one, which has the same columns.
import type { RecordField } from "@/domain/corpus/parse-record";
import type { Text } from "@/i18n/use-text";

const COLUMNS = { name: "Model Name", year: "Release Year", color: "Color", series: "Series" } as const;

/** Gives the image prompt of a toy car in the page's language; null for records of other columns and for empty fields. */
export function imagePrompt(text: Text, fields: readonly RecordField[]): string | null {
  const values = new Map(fields.map(({ name, value }) => [name, value.trim()]));
  const [name, year, color, series] = Object.values(COLUMNS).map((column) => values.get(column) ?? "");
  if (fields.length !== 4 || !name || !year || !color || !series) return null;
  return text.t("samples.imagePromptSentence", { name, year, color, series });
}
