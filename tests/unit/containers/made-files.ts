// Files of containers, made by the tests themselves.
import { strToU8, zipSync } from "fflate";

export type Content = string | Uint8Array;

/** Packs files; texts as UTF-8. */
export function zip(files: Readonly<Record<string, Content>>): Uint8Array<ArrayBuffer> {
  const bytes = Object.entries(files).map(([path, content]) => [path, bytesOf(content)] as const);
  return zipSync(Object.fromEntries(bytes)) as Uint8Array<ArrayBuffer>;
}

export function bytesOf(content: Content): Uint8Array<ArrayBuffer> {
  return (typeof content === "string" ? strToU8(content) : content) as Uint8Array<ArrayBuffer>;
}

/** A cell of a made sheet: a text, a number, or XML of one's own. */
export type Cell = string | number | null | { readonly xml: string };

/** Writes a workbook as Excel would. */
export function workbook(
  sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>,
  { hidden = [], date1904 = false }: { hidden?: readonly string[]; date1904?: boolean } = {},
): Uint8Array<ArrayBuffer> {
  const strings: string[] = [];
  const names = Object.keys(sheets);
  const cellXml = (cell: Cell, address: string): string => {
    if (cell === null) return "";
    if (typeof cell === "number") return `<c r="${address}"><v>${cell}</v></c>`;
    if (typeof cell === "object") return cell.xml.replace("<c", `<c r="${address}"`);
    strings.push(cell);
    return `<c r="${address}" t="s"><v>${strings.length - 1}</v></c>`;
  };
  const sheetXml = (rows: readonly (readonly Cell[])[]) =>
    `<worksheet><sheetData>${rows
      .map((row, index) =>
        row.length === 0
          ? ""
          : `<row r="${index + 1}">${row.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${index + 1}`)).join("")}</row>`,
      )
      .join("")}</sheetData></worksheet>`;
  const files: Record<string, string> = {};
  for (const [index, name] of names.entries()) files[`xl/worksheets/sheet${index + 1}.xml`] = sheetXml(sheets[name]);
  const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const relations = names.map(
    (_, index) => `<Relationship Id="r${index}" Type="${type}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return zip({
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": `<workbook><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${names
      .map((name, index) => {
        const state = hidden.includes(name) ? ' state="hidden"' : "";
        return `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="r${index}"${state}/>`;
      })
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${relations.join("")}<Relationship Id="s" Type="${type}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    "xl/sharedStrings.xml": `<sst>${strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join("")}</sst>`,
    "xl/styles.xml":
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy\\ hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="21"/><xf numFmtId="9"/></cellXfs></styleSheet>',
    ...files,
  });
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
