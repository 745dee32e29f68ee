// Hostile containers: any cut of their bytes reads alike, and no mutant, of the container or of what lies in it, throws,
// hangs or touches a prototype.
import fc from "fast-check";
import { gzipSync, unzipSync, zipSync } from "fflate";
import { packTar } from "modern-tar";
import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import { buildCorpus } from "@/domain/corpus/build-corpus";
import type { Source } from "@/domain/corpus/source";
import { summarizeSource } from "@/domain/corpus/summarize-source";
import type { Result } from "@/domain/result";
import { readMembers } from "@/worker/containers/read-members";
import { arbitraryLengths } from "../corpus/support";
import { finish } from "../support/finish";
import {
  CUTS,
  MOST_MILLISECONDS,
  MUTANTS,
  mutate,
  nastyBytes,
  processorMilliseconds,
  prototypeNames,
  TIMEOUT,
} from "../support/fuzz";
import { bytesOf, type Content, workbook } from "./made-files";
import { calm } from "./support";

const NASTY = nastyBytes([
  ...["<", ">", "</", "/>", "&", "&amp;", "&#0;", "&#x110000;", "<![CDATA[", "]]>", "<!--", "-->", '"', "'", "="],
  ...['<c t="s"><v>9</v></c>', '<row r="99999999">', 'r="XFD1"', 'r="ZZZZ9"', "<v>1e999</v>", "<v>-1</v>", "</row>"],
  ...[
    'table:number-columns-repeated="99999999"',
    'table:number-rows-repeated="99999999"',
    "<table:table-row>",
    "<w:p>",
  ],
  ...[
    "<w:t>",
    "</w:t>",
    "<a:t>",
    "<text:p>",
    '<itemref idref="__proto__"/>',
    'href="../../x"',
    "__proto__",
    "constructor",
  ],
  ...["\n", "\r\n", ",", ";", "{", "[", "PK\u0003\u0004", "PK\u0001\u0002", "PK\u0005\u0006", "\u0000", "ustar"],
  ...[[0xff], [0xff, 0xff, 0xff, 0xff], [0x1f, 0x8b, 8], [0xc3], [0xef, 0xbb, 0xbf], [0, 0, 0, 0, 0, 0, 0, 0]],
]);

type Files = Readonly<Record<string, Content>>;

const table = "item,price\nhat,3\ncoat,8\nshoe,5\n";
const sheet = workbook({
  A: [
    ["name", "born"],
    ["Ana", 1980],
    ["Bia", { xml: '<c s="1"><v>43889.25</v></c>' }],
  ],
  B: [["x", 1]],
});
const slide = (text: string) => `<p:sld><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`;
const run = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const cell = (text: string, more = "") => `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`;

/** What lies in each kind of zip. */
const PACKED: Readonly<Record<string, Files>> = {
  zip: { "a.csv": table, "b/c.txt": "verse one\nof a poem\n", "d.json": '[{"a":"x"},{"a":"y"}]' },
  xlsx: unzipSync(sheet),
  ods: {
    mimetype: "application/vnd.oasis.opendocument.spreadsheet",
    "content.xml":
      `<office:spreadsheet><table:table table:name="A"><table:table-row>${cell("name")}${cell("seen")}</table:table-row>` +
      `<table:table-row table:number-rows-repeated="2">${cell("Ana")}${cell("1", 'office:value-type="float" office:value="1.5"')}` +
      '<table:table-cell table:number-columns-repeated="9"/></table:table-row></table:table></office:spreadsheet>',
  },
  docx: {
    "word/document.xml": `<w:document><w:body>${run("One")}${run("two &amp; three")}<w:tbl><w:tr><w:tc>${run("a")}</w:tc></w:tr></w:tbl></w:body></w:document>`,
  },
  odt: {
    mimetype: "application/vnd.oasis.opendocument.text",
    "content.xml":
      '<office:body><text:h>Title</text:h><text:p>two<text:s text:c="2"/>x<text:line-break/>y</text:p></office:body>',
  },
  pptx: {
    "ppt/presentation.xml": "<p/>",
    "ppt/slides/slide1.xml": slide("one"),
    "ppt/slides/slide2.xml": slide("two"),
  },
  epub: {
    mimetype: "application/epub+zip",
    "META-INF/container.xml": '<container><rootfile full-path="o/book.opf"/></container>',
    "o/book.opf":
      '<package><manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>',
    "o/a.xhtml": "<html><body><h1>One</h1><p>a&nbsp;b <i>c</i><br/>d</p></body></html>",
  },
};

const tar = await packTar(
  ["a.csv", "b.csv"].map((name) => ({ header: { name, size: table.length, type: "file" as const }, body: table })),
);
const KINDS: readonly (readonly [string, Uint8Array<ArrayBuffer>])[] = [
  ...Object.entries(PACKED).map(([kind, files]) => [kind, pack(files, 6)] as const),
  ["gzip", gzipSync(bytesOf(table.repeat(4))) as Uint8Array<ArrayBuffer>],
  ["tar", Uint8Array.from(tar)],
];
const untouched = prototypeNames();

describe.each(KINDS)("hostile bytes of %s", { timeout: TIMEOUT }, (kind, seed) => {
  it(`are the same records in ${CUTS} cuts`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(MUTANTS - 1), arbitraryLengths, async (mutant, lengths) => {
        const bytes = mutantOf(kind, seed, mutant);
        expect(
          plainOf(
            await readCut(
              bytes,
              lengths.map((length) => length * 7),
            ),
          ),
        ).toEqual(plainOf(await readCut(bytes, [bytes.length])));
      }),
      { numRuns: CUTS, seed: 20_240_601 },
    );
  });

  it(`give records or a reason in ${MUTANTS} mutants, each at once, no prototype touched`, async () => {
    let slowest = 0;
    for (let mutant = 0; mutant < MUTANTS; mutant++) {
      const begun = processorMilliseconds();
      const bytes = mutantOf(kind, seed, mutant);
      const read = await readCut(bytes, [bytes.length]);
      if (read.ok) {
        summarizeSource(read.value);
        finish(buildCorpus(read.value, defaultConfig.corpus));
      } else expect(read.error).toHaveProperty("code");
      slowest = Math.max(slowest, processorMilliseconds() - begun);
    }
    expect(slowest).toBeLessThan(MOST_MILLISECONDS);
    expect(prototypeNames()).toEqual(untouched);
  });
});

/** Changes the container itself, or, where there is something in it, as often what that is. */
function mutantOf(kind: string, seed: Uint8Array, mutant: number): Uint8Array<ArrayBuffer> {
  const files = Object.entries(PACKED[kind] ?? {});
  if (mutant % 2 === 0 || files.length === 0) return mutate([seed], NASTY, mutant);
  const changed = mutant % files.length;
  return pack(
    Object.fromEntries(
      files.map(([path, content], index) => [
        path,
        index === changed ? mutate([bytesOf(content)], NASTY, mutant) : content,
      ]),
    ),
    0,
  );
}

function pack(files: Files, level: 0 | 6): Uint8Array<ArrayBuffer> {
  const bytes = Object.entries(files).map(([path, content]) => [path, bytesOf(content)] as const);
  return zipSync(Object.fromEntries(bytes), { level }) as Uint8Array<ArrayBuffer>;
}

/** Reads a file whose bytes arrive in pieces of the given lengths, which repeat. */
function readCut(bytes: Uint8Array<ArrayBuffer>, lengths: readonly number[]): Promise<Result<Source>> {
  async function* open() {
    for (let start = 0, turn = 0; start < bytes.length; turn++) {
      const end = start + Math.max(1, lengths[turn % lengths.length]);
      yield bytes.subarray(start, end);
      start = end;
    }
  }
  const member = { path: "a.bin", bytes: bytes.length, open, blob: null, form: null };
  return readMembers("a.bin", [member], defaultConfig.corpus, calm);
}

function plainOf(result: Result<Source>): unknown {
  if (!result.ok || result.value.kind === "text") return result;
  const { facts, columns, rows } = result.value;
  return { facts, columns, rows: Array.from(rows, ({ line, values }) => ({ line, values: [...values] })) };
}
