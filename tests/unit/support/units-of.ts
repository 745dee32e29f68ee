// Texts as the arrays of UTF-16 units that tokenizers read.
import { writeUnits } from "@/domain/text-units";

/** Gives the units of a text. */
export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  writeUnits(text, units, 0);
  return units;
}
