// Rows as units say the same as rows as lists, in whatever order they are read.
import fc from "fast-check";
import { expect, it } from "vitest";
import { createCsvParser } from "@/domain/corpus/csv-parser";
import { createFindingLog } from "@/domain/corpus/finding";
import { createProblemLog } from "@/domain/corpus/problem-log";
import { RowCursor } from "@/domain/corpus/row-cursor";
import { NO_WISHES } from "@/domain/corpus/sniff-dialect";
import { trimmedEnd, trimmedStart } from "@/domain/corpus/white-space";
import { cutText } from "./support";

function tableOf(text: string, lengths: readonly number[]) {
  const parser = createCsvParser({ ...NO_WISHES, delimiter: "," }, createProblemLog(), createFindingLog());
  for (const piece of cutText(text, lengths)) parser.push(piece);
  return parser.finish();
}

const cell = fc.constantFrom("1", "ab", "", " ", "ção", "😀", '"x,y"', '"a ""b"""', '"u\u001fv"', "\u001f", '"l\nm"');
const table = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.boolean())
  .chain(([width, isNamed]) =>
    fc
      .array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 30 })
      .map(
        (rows) => `${isNamed ? "a,b,c,d".slice(0, 2 * width - 1) : `a${",".repeat(width - 1)}`}\n${rows.join("\n")}`,
      ),
  );

it("reads each row of a table as its values are", () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(table, lengths, fc.infiniteStream(fc.nat()), (text, cuts, picks) => {
      const { columns, rows } = tableOf(text, cuts);
      const cursor = new RowCursor(rows, columns.length);
      const order = rows.map((_, index) => index);
      for (const index of [...order, ...order.map(() => picks.next().value % rows.length)]) {
        cursor.read(index);
        const row = rows.at(index);
        expect(columns.map((_, column) => cursor.text(column))).toEqual(row?.values);
        expect(cursor.lineOf(index)).toBe(row?.line);
      }
    }),
    { numRuns: 2_000, seed: 8 },
  );
});

it("trims the white space that texts are trimmed of", () => {
  const units = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit);
  for (const unit of units) {
    const isSpace = String.fromCharCode(unit).trim() === "";
    expect(trimmedStart(units, unit, unit + 1) === unit + 1).toBe(isSpace);
    expect(trimmedEnd(units, unit, unit + 1) === unit).toBe(isSpace);
  }
});
