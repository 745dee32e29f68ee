// Writes the sentence that an image generator wants for a toy car, where a record describes one.
// The sentence stays English in every language of the page: it is made for a machine.
import type { RecordField } from "@/domain/corpus/parse-record";

/** Gives the image prompt of a record that has a name, year, series and colour; null for other records. */
export function imagePrompt(fields: readonly RecordField[]): string | null {
  const name = fieldValue(fields, /(^|\s)name$/i);
  const year = fieldValue(fields, /(^|\s)year$/i);
  const series = fieldValue(fields, /(^|\s)series$/i);
  const color = fieldValue(fields, /(^|\s)colou?r$/i);
  if (name === null || year === null || series === null || color === null) return null;
  return (
    `Generate a HotWheels styled miniature car called ${name} from ${year}, packaged, from the ${series} series, ` +
    `${color} color, centered on a white background, whole case in frame.`
  );
}

function fieldValue(fields: readonly RecordField[], pattern: RegExp): string | null {
  const value = fields.find((field) => pattern.test(field.name))?.value.trim() ?? "";
  return value === "" ? null : value;
}
