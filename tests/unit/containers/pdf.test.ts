import { describe, expect, it } from "vitest";
import { zip } from "./made-files";
import { linesDown, type MadePage, pdf } from "./made-pdf";
import { prepareReadingWorkers, readMutants } from "./reading-worker";
import { drop, read, refusal } from "./support";

prepareReadingWorkers();

async function textOf(...pages: readonly MadePage[]): Promise<string> {
  const { source } = await read({ "a.pdf": pdf(pages) });
  if (source.kind !== "text") throw new Error(`textOf: expected a text, got ${source.facts.form}`);
  return source.text;
}

describe("PDF", () => {
  it("gives lines as they stand, blank lines between paragraphs and pages", async () => {
    const first = linesDown(
      "O curi\xf3 canta cedo,",
      "na beira do rio.",
      "",
      "Outra estrofe come\xe7a,",
      "e acaba aqui.",
    );
    const bytes = pdf([first, linesDown("Segunda p\xe1gina.")]);
    const { source, container, facts } = await read({ "poemas.pdf": bytes });
    expect(source.kind === "text" && source.text).toBe(
      "O curió canta cedo,\nna beira do rio.\n\nOutra estrofe começa,\ne acaba aqui.\n\nSegunda página.\n",
    );
    expect([facts.name, facts.form, container.isDocument]).toEqual(["poemas.pdf", "text", true]);
    const zipped = await read({
      "all.zip": zip({ "b.pdf": pdf([linesDown("Two")]), "a.pdf": pdf([linesDown("One")]) }),
    });
    expect(zipped.rows).toEqual([
      ["a.pdf", "One\n"],
      ["b.pdf", "Two\n"],
    ]);
  });

  it("reads columns one after another, as they were written", async () => {
    const column = (x: number, ...texts: readonly string[]) => linesDown(...texts).map((line) => ({ ...line, x }));
    const page = [...column(72, "left one", "left two"), ...column(320, "right one", "right two")];
    expect(await textOf(page)).toBe("left one\nleft two\nright one\nright two\n");
  });

  it("joins words that a line broke, and keeps hyphens that belong to them", async () => {
    const page = linesDown(
      "Cantava na pri-",
      "mavera e disse-",
      "lhe: um bem-te-vi (bem-",
      "te-vi), a palavra guarda-chuva e o guarda-",
      "chuva azul, os anos 1990-",
      "2000, e o lado A-",
      "nunca. Um come-",
      "\xe7o, o rec\xe9m-",
      "nascido, fim.",
    );
    expect(await textOf(page)).toBe(
      "Cantava na primavera\ne disse-lhe:\num bem-te-vi (bem-te-vi),\na palavra guarda-chuva e o guarda-chuva\n" +
        "azul, os anos 1990-\n2000, e o lado A-\nnunca. Um começo,\no recém-nascido,\nfim.\n",
    );
  });

  it("is refused with the true reason", async () => {
    const locked = pdf([linesDown("secret")], {
      trailer: `/Encrypt 6 0 R /ID [<${"00".repeat(16)}> <${"00".repeat(16)}>]`,
      objects: [`<< /Filter /Standard /V 1 /R 2 /P -4 /O <${"11".repeat(32)}> /U <${"22".repeat(32)}> >>`],
    });
    const whole = pdf([linesDown("one"), linesDown("two")]);
    expect(await refusal({ "a.pdf": locked })).toMatchObject({ name: "a.pdf", reason: "encrypted" });
    expect(await refusal({ "a.pdf": pdf([null, null]) })).toMatchObject({ name: "a.pdf", reason: "noText" });
    expect(await refusal({ "a.pdf": new TextEncoder().encode("%PDF-1.7\nno such thing\n%%EOF\n") })).toMatchObject({
      name: "a.pdf",
      reason: "damaged",
    });
    const descendant =
      "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> >>";
    const font =
      "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>";
    const outside = pdf(["BT /F1 12 Tf 72 700 Td <4E2D6587> Tj ET"], { font, objects: [descendant] });
    expect(await refusal({ "a.pdf": outside })).toMatchObject({ name: "a.pdf", reason: "outsideCharacters" });
    // As files for the web are: a trailer stands first, so that what is cut off would not be missed.
    const early = Buffer.from(whole).toString("latin1").replace("\n", "\ntrailer\n<< /Root 1 0 R /Size 8 >>\n");
    const cut = Buffer.from(early.slice(0, early.indexOf("7 0 obj")), "latin1");
    expect(await refusal({ "a.pdf": cut })).toMatchObject({ name: "a.pdf", reason: "damaged" });
    const many = await drop({ "a.pdf": pdf([null]), "b.txt": "a text\nof lines\n" });
    expect(many.ok && many.value.facts.container?.leftOut).toEqual([{ path: "a.pdf", reason: "noText" }]);
  });

  it("survives any change of its bytes: a text or a clean error", async () => {
    const told = await readMutants("pdf", pdf([linesDown("O curi\xf3", "canta"), linesDown("na beira")]), 300);
    expect(told.end).toBeGreaterThan(100);
    expect(told.failed + told.refused).toBeGreaterThan(10);
    expect(told).toMatchObject({ silent: 0, crashed: 0 });
  });
});
