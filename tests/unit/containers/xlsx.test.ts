import { describe, expect, it } from "vitest";
import { numberText } from "@/worker/containers/xlsx-values";
import { workbook, zip } from "./made-files";
import { read, refusal } from "./support";

const date = (serial: number, style = 1) => ({ xml: `<c s="${style}"><v>${serial}</v></c>` });
const sales = [
  ["Item", "Sold on", "Price", "Paid", "Note"],
  ["Hat", date(45292), 0.1 + 0.2, { xml: '<c t="b"><v>1</v></c>' }, 'said "hi", and\nleft'],
  ["Cap & gown", date(45292.604166666664, 2), 1250, { xml: '<c t="b"><v>0</v></c>' }, null],
  [
    "Coat",
    date(0.5, 3),
    { xml: '<c s="4"><v>0.15</v></c>' },
    null,
    { xml: '<c t="inlineStr"><is><t>inline</t></is></c>' },
  ],
];

describe("workbooks of Excel", () => {
  it("read as their sheet shows them: dates as ISO, numbers without noise, the first row as a header", async () => {
    const { rows, columns, name, container, facts } = await read({ "shop.xlsx": workbook({ Sales: sales }) });
    expect(name).toBe("shop.xlsx");
    expect(columns).toEqual(["Item", "Sold on", "Price", "Paid", "Note"]);
    expect(rows).toEqual([
      ["Hat", "2024-01-01", "0.3", "TRUE", 'said "hi", and\nleft'],
      ["Cap & gown", "2024-01-01 14:30:00", "1250", "FALSE", ""],
      ["Coat", "12:00:00", "15%", "", "inline"],
    ]);
    expect(container).toMatchObject({
      isDocument: true,
      name: null,
      count: 1,
      offered: [{ value: "Sales", count: 1 }],
    });
    expect(facts.problemCount).toBe(0);
  });

  it("take the longest sheet that is not hidden, and any other that is wished for", async () => {
    const sheets = {
      Notes: [["See the next sheet"]],
      Data: [
        ["Name", "Year"],
        ["Ana", 1990],
        ["Rui", 1991],
      ],
      Secret: [["a"], ["b"], ["c"], ["d"], ["e"]],
      More: [
        ["Name", "Year"],
        ["Eva", 1992],
      ],
    };
    const bytes = workbook(sheets, { hidden: ["Secret"] });
    const { rows, container } = await read({ "a.xlsx": bytes });
    expect(rows).toEqual([
      ["Ana", "1990"],
      ["Rui", "1991"],
    ]);
    expect(container.chosen).toBe("Data");
    expect(container.offered.map(({ value }) => value)).toEqual(["Data", "More", "+Data", "Notes"]);
    expect((await read({ "a.xlsx": bytes }, { member: "More" })).rows).toEqual([["Eva", "1992"]]);
    const all = await read({ "a.xlsx": bytes }, { member: "+Data" });
    expect(all.columns).toEqual(["sheet", "Name", "Year"]);
    expect(all.rows).toHaveLength(3);
    const packed = await read({ "b.zip": zip({ "a.xlsx": bytes }) }, { member: "More" });
    expect([packed.name, packed.container.name, packed.container.chosen]).toEqual(["a.xlsx", "b.zip", "More"]);
  });

  it("obey the rules of tables: titles above, blank rows, empty columns, a chosen header, the sheet's row numbers", async () => {
    const titled = [
      ["Sales of 2024"],
      [],
      ["Item", null, "Price"],
      ["Hat", null, 3],
      [],
      ["Coat", null, 8],
      ["Cap", null, 5],
    ];
    const bytes = workbook({ A: titled });
    const { source, rows, columns, facts } = await read(
      { "a.csv": bytes },
      { encoding: "windows-1252", delimiter: ";" },
    );
    expect(columns).toEqual(["Item", "Price"]);
    expect(rows).toEqual([
      ["Hat", "3"],
      ["Coat", "8"],
      ["Cap", "5"],
    ]);
    expect(source.kind === "table" && source.rows.map(({ line }) => line)).toEqual([4, 6, 7]);
    expect(facts.notes.map(({ kind }) => kind)).toEqual(["titleLine", "emptyColumn"]);
    expect(
      (
        await read(
          {
            "a.xlsx": workbook({
              A: [
                ["Ana", "Rui"],
                ["Eva", "Ivo"],
              ],
            }),
          },
          { header: "no" },
        )
      ).rows,
    ).toHaveLength(2);
  });

  it("hold any text in a cell: line breaks that leave row numbers alone, backslashes, hash signs, coded characters", async () => {
    const cells = [
      ["# Birds\nof 2024"],
      ["Bird", "Note"],
      ["curió", 'says "one,\ntwo\\"'],
      ["sabiá", "a\\"],
      ["#3", "_x0041__x000D_\nb_x0000_ _x005F_x0041_ _X0041_"],
    ];
    const { source, rows } = await read({ "a.xlsx": workbook({ A: cells }) });
    expect(rows).toEqual([
      ["curió", 'says "one,\ntwo\\"'],
      ["sabiá", "a\\"],
      ["#3", "A\nb _x0041_ _X0041_"],
    ]);
    expect(source.kind === "table" && source.rows.map(({ line }) => line)).toEqual([3, 4, 5]);
  });

  it("count days as both calendars of Excel do", () => {
    // 1 is 1 January 1900, 61 is 1 March, since 60 is the 29 February that never was; 1904 counts from 0.
    expect([1, 59, 61, 45351].map((serial) => numberText(String(serial), "date", 1900))).toEqual([
      "1900-01-01",
      "1900-02-28",
      "1900-03-01",
      "2024-02-29",
    ]);
    expect(numberText("0", "date", 1904)).toBe("1904-01-01");
    expect(numberText("43889.25", "dateTime", 1904)).toBe("2024-02-29 06:00:00");
    expect(numberText("1e300", "date", 1900)).toBe("1e+300");
    expect(numberText("0.30000000000000004", "plain", 1900)).toBe("0.3");
  });

  it("are refused where no sheet holds anything, and survive broken XML", async () => {
    expect(await refusal({ "a.xlsx": workbook({ A: [] }) })).toMatchObject({ code: "fileEmpty", name: "a.xlsx" });
    expect(await refusal({ "a.xlsx": zip({ "xl/workbook.xml": "<workbook/>" }) })).toMatchObject({ reason: "damaged" });
    const broken = sales.map((row, index) => [{ xml: `<c t="s" s="9${index}"><v>${index - 2}9</v><c></row>` }, ...row]);
    await read({ "a.xlsx": workbook({ A: [...broken, ...sales] }) });
  });
});
