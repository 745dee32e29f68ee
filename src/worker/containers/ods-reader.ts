// Workbooks of LibreOffice and others (OpenDocument 1.3): each sheet as CSV.
import { ContainerRefused, type Contents, type ReadingWatch } from "./container-reader";
import { createSheetCsv } from "./sheet-csv";
import { numberText } from "./xlsx-values";
import { readXml } from "./xml-events";
import type { ZipFiles } from "./zip-files";

const MOST_COLUMNS = 16_384;

/** Reads a workbook. */
export async function readOds(files: ZipFiles, _name: string, watch: ReadingWatch): Promise<Contents> {
  const sheets: { readonly name: string; readonly pieces: Uint8Array[] }[] = [];
  let csv = createSheetCsv();
  let row = 0;
  let cells: string[] = [];
  let rowCount = 1;
  let cell = { value: "", count: 1 };
  let shown: string | null = null;
  await readXml(
    files.get("content.xml"),
    {
      open(name, attributes) {
        if (name === "table") {
          sheets.push({ name: attributes["table:name"] ?? "", pieces: [] });
          csv = createSheetCsv();
          row = 0;
        }
        if (name === "table-row") {
          cells = [];
          rowCount = Number(attributes["table:number-rows-repeated"] ?? 1) || 1;
        }
        if (name === "table-cell" || name === "covered-table-cell") {
          const count = Number(attributes["table:number-columns-repeated"] ?? 1) || 1;
          cell = { value: storedValue(attributes), count };
          shown = null;
        }
        if (name === "p") shown = shown === null ? "" : `${shown}\n`;
        if (name === "s" && shown !== null) shown += " ";
      },
      text(text) {
        if (shown !== null) shown += text;
      },
      close(name) {
        if (name === "table-cell" || name === "covered-table-cell") {
          const value = cell.value || (shown ?? "");
          for (let index = 0; index < cell.count && cells.length < MOST_COLUMNS; index++) cells.push(value);
          shown = null;
        }
        if (name === "table-row") {
          while (cells.length > 0 && cells[cells.length - 1] === "") cells.pop();
          // Whole sheets end in empty rows.
          if (cells.length > 0) csv.add(row + 1, cells, rowCount);
          row += rowCount;
        }
        if (name === "table") sheets.at(-1)?.pieces.push(csv.take());
      },
    },
    watch,
  );
  if (sheets.length === 0) throw new ContainerRefused("damaged");
  const members = sheets.map(({ name, pieces }) => ({
    path: name,
    bytes: 0,
    blob: null,
    form: "csv" as const,
    open: async function* () {
      yield* pieces;
    },
  }));
  return { unit: "sheet", members, leftOut: [] };
}

/** Dates and numbers as they are stored; texts stand in the paragraphs of the cell. */
function storedValue(attributes: Readonly<Record<string, string>>): string {
  const value = attributes["office:value"] ?? "";
  switch (attributes["office:value-type"]) {
    case "float":
    case "currency":
      return numberText(value, "plain", 1900);
    case "percentage":
      return numberText(value, "percent", 1900);
    case "date":
      return (attributes["office:date-value"] ?? "").replace("T", " ");
    case "boolean":
      return (attributes["office:boolean-value"] ?? "").toUpperCase();
    default:
      return "";
  }
}
