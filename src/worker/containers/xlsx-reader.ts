// Workbooks of Excel (ECMA-376): each sheet as CSV. The libraries for it start workers from addresses that the page's
// policy forbids, or unpack whole files without a limit.
import { ContainerRefused, type Contents, type Member, type ReadingWatch } from "./container-reader";
import { createSheetCsv } from "./sheet-csv";
import { builtInStyle, formatStyle, type NumberStyle, numberText } from "./xlsx-values";
import { readXml, xmlSteps } from "./xml-events";
import type { ZipFile, ZipFiles } from "./zip-files";

const MOST_COLUMNS = 16_384;

interface Sheet {
  readonly name: string;
  readonly relation: string;
  readonly isHidden: boolean;
}

interface Workbook {
  readonly strings: readonly string[];
  readonly styles: readonly NumberStyle[];
  readonly epoch: 1900 | 1904;
}

/** Reads a workbook; hidden sheets only where there are no others. */
export async function readXlsx(files: ZipFiles, _name: string, watch: ReadingWatch): Promise<Contents> {
  const sheets: Sheet[] = [];
  let epoch: Workbook["epoch"] = 1900;
  await readXml(
    files.get("xl/workbook.xml"),
    {
      open(name, attributes) {
        if (name === "workbookPr" && /^(1|true)$/.test(attributes.date1904 ?? "")) epoch = 1904;
        if (name === "sheet") {
          const relation =
            attributes["r:id"] ?? Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "";
          sheets.push({ name: attributes.name ?? "", relation, isHidden: /hidden/i.test(attributes.state ?? "") });
        }
      },
    },
    watch,
  );
  const targets = await readTargets(files, watch);
  const book: Workbook = {
    strings: await readStrings(fileOf(files, targets, "sharedStrings"), watch),
    styles: await readStyles(fileOf(files, targets, "styles"), watch),
    epoch,
  };
  const found = sheets.flatMap((sheet): (Member & { isHidden: boolean })[] => {
    const file = files.get(targets.get(sheet.relation)?.path ?? "");
    if (file === undefined || targets.get(sheet.relation)?.type !== "worksheet") return [];
    const open = () => sheetCsv(file, book, watch);
    return [{ path: sheet.name, bytes: 0, open, blob: null, form: "csv", isHidden: sheet.isHidden }];
  });
  const visible = found.filter(({ isHidden }) => !isHidden);
  const members = visible.length > 0 ? visible : found;
  if (members.length === 0) throw new ContainerRefused("damaged");
  return { unit: "sheet", members, leftOut: [] };
}

type Targets = ReadonlyMap<string, { readonly type: string; readonly path: string }>;

async function readTargets(files: ZipFiles, watch: ReadingWatch): Promise<Targets> {
  const targets = new Map<string, { type: string; path: string }>();
  await readXml(
    files.get("xl/_rels/workbook.xml.rels"),
    {
      open(name, { Id = "", Type = "", Target = "" }) {
        if (name !== "Relationship") return;
        const path = Target.startsWith("/") ? Target.slice(1) : `xl/${Target.replace(/^\.\//, "")}`;
        targets.set(Id, { type: Type.slice(Type.lastIndexOf("/") + 1), path });
      },
    },
    watch,
  );
  return targets;
}

function fileOf(files: ZipFiles, targets: Targets, type: string): ZipFile | undefined {
  const target = [...targets.values()].find((candidate) => candidate.type === type);
  return files.get(target?.path ?? `xl/${type}.xml`);
}

/** Reads the texts that cells share, without the readings of East Asian signs. */
async function readStrings(file: ZipFile | undefined, watch: ReadingWatch): Promise<readonly string[]> {
  const strings: string[] = [];
  let current = "";
  let isText = false;
  let isReading = false;
  await readXml(
    file,
    {
      open(name) {
        if (name === "si") current = "";
        if (name === "rPh") isReading = true;
        isText = name === "t" && !isReading;
      },
      text(text) {
        if (isText) current += text;
      },
      close(name) {
        if (name === "si") strings.push(unescaped(current));
        if (name === "rPh") isReading = false;
        isText = false;
      },
    },
    watch,
  );
  return strings;
}

/** Reads how each style shows numbers. */
async function readStyles(file: ZipFile | undefined, watch: ReadingWatch): Promise<readonly NumberStyle[]> {
  const own = new Map<string, NumberStyle>();
  const styles: NumberStyle[] = [];
  let isCell = false;
  await readXml(
    file,
    {
      open(name, { numFmtId = "0", formatCode = "" }) {
        if (name === "numFmt") own.set(numFmtId, formatStyle(formatCode));
        if (name === "cellXfs") isCell = true;
        if (name === "xf" && isCell) styles.push(own.get(numFmtId) ?? builtInStyle(Number(numFmtId)));
      },
      close(name) {
        if (name === "cellXfs") isCell = false;
      },
    },
    watch,
  );
  return styles;
}

async function* sheetCsv(file: ZipFile, book: Workbook, watch: ReadingWatch): AsyncGenerator<Uint8Array> {
  const csv = createSheetCsv();
  let row = 0;
  let cells: string[] = [];
  let cell = { column: -1, type: "n", style: 0 };
  let value = "";
  let isValue = false;
  const handlers = {
    open(name: string, { r = "", t = "n", s = "0" }: Readonly<Record<string, string>>) {
      if (name === "row") {
        row = Math.max(row + 1, Number.parseInt(r, 10) || 0);
        cells = [];
        cell = { column: -1, type: "n", style: 0 };
      }
      if (name === "c") {
        cell = { column: columnOf(r) ?? cell.column + 1, type: t, style: Number(s) };
        value = "";
      }
      isValue = name === "v" || name === "t";
    },
    text(text: string) {
      if (isValue) value += text;
    },
    close(name: string) {
      isValue = false;
      if (name === "c" && value !== "" && cell.column < MOST_COLUMNS) {
        while (cells.length < cell.column) cells.push("");
        cells[cell.column] = cellText(value, cell, book);
      }
      if (name === "row") csv.add(row, cells);
    },
  };
  for await (const _ of xmlSteps(file, handlers, watch)) yield csv.take();
}

function cellText(value: string, { type, style }: { type: string; style: number }, book: Workbook): string {
  switch (type) {
    case "s":
      return book.strings[Number(value)] ?? "";
    case "b":
      return value === "1" ? "TRUE" : "FALSE";
    case "n":
      return numberText(value, book.styles[style] ?? "plain", book.epoch);
    default:
      return unescaped(value);
  }
}

/** Gives the column of an address such as `AB12`, from 0; null for none. */
function columnOf(address: string): number | null {
  const letters = /^[A-Z]{1,3}/.exec(address)?.[0];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** Characters that XML cannot hold are written by their code; no sheet shows control characters. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) => {
    const code = Number.parseInt(digits, 16);
    return code < 0x20 && !/[\t\n\r]/.test(String.fromCharCode(code)) ? "" : String.fromCharCode(code);
  });
}
