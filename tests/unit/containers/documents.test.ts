import { describe, expect, it } from "vitest";
import { mix32 } from "@/domain/random";
import { ContainerRefused } from "@/worker/containers/container-reader";
import { readMarkup } from "@/worker/containers/markup-reader";
import { zip } from "./made-files";
import { calm, read, refusal } from "./support";

const paragraph = (...runs: readonly string[]) => `<w:p><w:pPr><w:t>no</w:t></w:pPr>${runs.join("")}</w:p>`;
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

const docx = (body: string) => zip({ "word/document.xml": `<w:document><w:body>${body}</w:body></w:document>` });

async function textOf(name: string, bytes: Uint8Array): Promise<string> {
  const { source } = await read({ [name]: bytes });
  if (source.kind !== "text") throw new Error(`textOf: expected a text, got ${source.facts.form}`);
  return source.text;
}

describe("documents", () => {
  it("of Word give a line a paragraph, cells side by side, and no text twice", async () => {
    const body =
      paragraph(run("One "), run("verse &amp; more"), "<w:r><w:tab/><w:t>tabbed</w:t><w:br/><w:t>broken</w:t></w:r>") +
      paragraph() +
      `<w:tbl><w:tr><w:tc>${paragraph(run("a"))}${paragraph(run("b"))}</w:tc><w:tc>${paragraph(run("c"))}</w:tc></w:tr></w:tbl>` +
      paragraph(
        "<mc:AlternateContent><mc:Choice><w:t>box</w:t></mc:Choice><mc:Fallback><w:t>box</w:t></mc:Fallback></mc:AlternateContent>",
      ) +
      paragraph("<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", run("last"));
    expect(await textOf("a.docx", docx(body))).toBe("One verse & more\ttabbed\nbroken\n\na b\tc\nbox\nlast\n");
    const { container, name } = await read({ "poem.docx": docx(body) });
    expect([name, container.name, container.isDocument]).toEqual(["poem.docx", null, true]);
    expect(await refusal({ "a.docx": docx("") })).toMatchObject({ name: "a.docx", reason: "noWords" });
  });

  it("keep the empty cells of a table, each row on a line of its own", async () => {
    const row = (...cells: readonly string[]) =>
      `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(...(cell === "" ? [] : [run(cell)]))}</w:tc>`).join("")}</w:tr>`;
    const body = `<w:tbl>${row("a", "", "c")}${row("", "b", "")}${row("", "", "d")}</w:tbl>${paragraph(run("end"))}`;
    expect(await textOf("a.docx", docx(body))).toBe("a\t\tc\n\tb\n\t\td\nend\n");
  });

  it("of other programs: OpenDocument, slides in their order, chapters in theirs", async () => {
    const odt = zip({
      mimetype: "application/vnd.oasis.opendocument.text",
      "content.xml":
        '<office:document-content><office:body><text:h>Title</text:h><text:p>two<text:s text:c="2"/>spaces<text:line-break/>next' +
        "</text:p><office:annotation><text:p>no</text:p></office:annotation></office:body></office:document-content>",
    });
    expect(await textOf("a.odt", odt)).toBe("Title\ntwo  spaces\nnext\n");
    const slide = (text: string) => `<p:sld><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`;
    const slides = Object.fromEntries([10, 2, 1].map((index) => [`ppt/slides/slide${index}.xml`, slide(`s${index}`)]));
    const pptx = zip({ "ppt/presentation.xml": "<p/>", ...slides });
    expect(await textOf("a.pptx", pptx)).toBe("s1\n\ns2\n\ns10\n\n");
    const epub = zip({
      mimetype: "application/epub+zip",
      "META-INF/container.xml": '<container><rootfile full-path="o/book.opf"/></container>',
      "o/book.opf":
        '<package><manifest><item id="b" href="two.xhtml"/><item id="a" href="part%20one.xhtml"/></manifest>' +
        '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
      "o/part one.xhtml":
        "<html><head><title>no</title><style>p{}</style></head><body>\n <h1>One</h1>\n <p>a&nbsp;b\n   <i>c</i> d<br/>e</p></body></html>",
      "o/two.xhtml": "<html><body><p>Two</p></body></html>",
    });
    expect((await textOf("a.epub", epub)).replace(/\n+/g, "\n")).toBe("One\na b c d\ne\nTwo\n");
  });

  it("read a sheet of LibreOffice with its repeated cells and rows, dates as ISO", async () => {
    const cell = (text: string, more = "") => `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`;
    const content =
      `<table:table table:name="Empty"/><table:table table:name="Birds"><table:table-row>${cell("Bird")}${cell("Seen")}${cell("Count")}</table:table-row>` +
      `<table:table-row table:number-rows-repeated="2">${cell("curió")}` +
      `${cell("01/02/24", 'office:value-type="date" office:date-value="2024-02-01"')}` +
      `${cell("1.234,50", 'office:value-type="float" office:value="1234.5"')}` +
      '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>' +
      `<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row></table:table>`;
    const bytes = zip({
      mimetype: "application/vnd.oasis.opendocument.spreadsheet",
      "content.xml": `<x>${content}</x>`,
    });
    const { columns, rows, container } = await read({ "birds.ods": bytes });
    expect(columns).toEqual(["Bird", "Seen", "Count"]);
    expect(rows).toEqual([
      ["curió", "2024-02-01", "1234.5"],
      ["curió", "2024-02-01", "1234.5"],
    ]);
    expect(container.chosen).toBe("Birds");
  });

  it("read as many rows alike as a sheet of LibreOffice tells, and refuse what no sheet holds", async () => {
    const sheet = (count: number, columns: number) =>
      zip({
        mimetype: "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml":
          '<x><table:table table:name="A"><table:table-row><table:table-cell><text:p>Word</text:p></table:table-cell></table:table-row>' +
          `<table:table-row table:number-rows-repeated="${count}"><table:table-cell table:number-columns-repeated="${columns}">` +
          "<text:p>curió</text:p></table:table-cell></table:table-row></table:table></x>",
      });
    expect((await read({ "a.ods": sheet(12_000, 1) })).rows).toHaveLength(12_000);
    expect(await refusal({ "a.ods": sheet(999_999_999, 16_000) })).toMatchObject({ reason: "tooLarge" });
  });

  it("of Word survive any change of their XML", async () => {
    const seed = new TextEncoder().encode(
      `<w:document><w:body>${paragraph(run("text &amp;"))}<w:tbl/></w:body></w:document>`,
    );
    for (let turn = 0; turn < 1000; turn++) {
      const mutant = seed.slice(turn % 11 === 0 ? mix32(turn) % seed.length : 0);
      for (let hit = 0; hit <= turn % 4; hit++)
        mutant[mix32(turn * 8 + hit) % mutant.length] = mix32(turn * 8 + hit + 4) % 256;
      const file = {
        bytes: 0,
        open: async function* () {
          yield mutant;
        },
      };
      const { members } = await readMarkup("docx")(new Map([["word/document.xml", file]]), "a.docx", calm);
      const pieces: Uint8Array[] = [];
      try {
        for await (const piece of members[0].open()) pieces.push(piece);
      } catch (error) {
        expect(error).toBeInstanceOf(ContainerRefused);
      }
    }
  });
});
