// Texts as people drop them: subtitles, pages and documents as what they say, and nothing of how it is marked up.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildCorpus } from "@/domain/corpus/build-corpus";
import type { SourceNote } from "@/domain/corpus/source-note";
import { finish } from "../support/finish";
import { CUTS, TIMEOUT } from "../support/fuzz";
import { arbitraryLengths, expectValue, fileBytes, PLAIN_CONFIG, readBytes, readText } from "./support";

const told = (notes: readonly SourceNote[]) => Object.fromEntries(notes.map(({ kind, count }) => [kind, count]));

function readFile(name: string, bytes: Uint8Array, pieces?: readonly number[]) {
  const source = expectValue(readBytes(name, bytes, {}, pieces));
  if (source.kind !== "text") throw new Error(`readFile: expected a text, got ${source.kind}`);
  return { form: source.facts.form, text: source.text, notes: told(source.facts.notes) };
}

const readMade = (name: string, text: string) => readFile(name, new TextEncoder().encode(text));

describe("cases of texts", () => {
  it.each([
    ["41-rich-text.rtf", "rtf", { markup: 13 }],
    ["41b-rich-text-named-txt.txt", "rtf", { markup: 13 }],
    ["42-web-page.html", "html", { markup: 67, hiddenPart: 3 }],
    ["54-subtitles.srt", "subtitles", { cueTime: 60, markup: 120 }],
  ])("reads %s as its sentences alone", (name, form, notes) => {
    const { text, ...facts } = readFile(name, fileBytes(`tests/cases/fixtures/${name}`));
    const lines = text.trimEnd().split("\n");
    expect(lines.length).toBe(60);
    expect(lines[2]).toBe("Clara plantou limão no sítio no dia 3.");
    for (const [index, line] of lines.entries())
      expect(line).toMatch(new RegExp(`^\\p{Lu}[\\p{Ll} ]+ no dia ${index + 1}\\.$`, "u"));
    expect(facts).toEqual({ form, notes });
  });
});

const webvtt = [
  "WEBVTT - Aula 1",
  "Kind: captions",
  "",
  "NOTE feito à mão",
  "em duas linhas",
  "",
  "STYLE",
  "::cue { color: red }",
  "",
  "abertura",
  "00:01.000 --> 00:02.500 align:start position:10%",
  "<v Ana>Oi, <b>Bruno</b> &amp; Caio!</v>",
  "",
  "00:03.000 --> 00:04.000",
  "- Tudo bem?",
  "- 10",
  "",
].join("\n");

const youtube = [
  "WEBVTT",
  "",
  "00:00:00.000 --> 00:00:01.990 align:start position:0%",
  " ",
  "bom<00:00:00.400><c> dia</c>",
  "",
  "00:00:01.990 --> 00:00:02.000",
  "bom dia",
  " ",
  "",
  "00:00:02.000 --> 00:00:04.000",
  "bom dia",
  "a<00:00:02.400><c> todos</c>",
].join("\n");

const substation = [
  "[Script Info]",
  "Title: Teste",
  "",
  "[V4+ Styles]",
  "Format: Name, Fontname",
  "Style: Default,Arial",
  "",
  "[Events]",
  "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
  "Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,nada disso",
  "Dialogue: 0,0:00:01.00,0:00:02.00,Default,Ana,0,0,0,,{\\i1}Oi, Bruno{\\i0}\\NTudo\\hbem?",
  "Dialogue: 0,0:00:02.00,0:00:03.00,Default,,0,0,0,,{\\p1}m 0 0 l 10 10{\\p0}",
].join("\r\n");

describe("kinds of subtitles", () => {
  it.each([
    [
      "WebVTT with notes, styles, names of cues, settings and voices",
      "a.vtt",
      webvtt,
      "Oi, Bruno & Caio!\n- Tudo bem?\n- 10\n",
      { captionNote: 6, cueTime: 2, markup: 4 },
    ],
    [
      "captions that roll",
      "a.vtt",
      youtube,
      "bom dia\na todos\n",
      { captionNote: 1, cueTime: 3, markup: 6, repeatedCaption: 2 },
    ],
    ["SubStation Alpha", "a.ass", substation, "Oi, Bruno\nTudo bem?\n", { captionNote: 8, cueTime: 2, markup: 4 }],
    [
      "SubRip that lacks blank lines and has a number for speech",
      "legenda.txt",
      "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}Quantos?\n2\n00:00:03,000 --> 00:00:04,000\n42\n\n3\n00:00:05,000 --> 00:00:06,000\nSim.\n\nNão.\n",
      "Quantos?\n42\nSim.\nNão.\n",
      { cueTime: 3, markup: 1 },
    ],
    [
      "SBV",
      "a.sbv",
      "0:00:01.000,0:00:02.000\nOi!\n\n0:00:03.000,0:00:04.000\nTchau!\n",
      "Oi!\nTchau!\n",
      { cueTime: 2 },
    ],
    [
      "MicroDVD",
      "a.sub",
      "{1}{2}{y:i}Oi!|Tudo bem?\n{3}{4}Sim.\n",
      "Oi!\nTudo bem?\nSim.\n",
      { cueTime: 2, markup: 1 },
    ],
    [
      "lyrics",
      "a.lrc",
      "[ti:Canção]\n[00:01.00]Lá vai\n[00:02.00][00:09.00]o trem\n",
      "Lá vai\no trem\n",
      { captionNote: 1, cueTime: 2 },
    ],
  ])("are read from %s", (_, name, made, text, notes) => {
    expect(readMade(name, made)).toEqual({ form: "subtitles", text, notes });
  });
});

const page = [
  "<!-- saved -->",
  "<html><head><title>Fora</title><style>p{}</style></head><body>",
  "<nav><a href='/'>Início</a><ul><li>Menu</li></ul></nav>",
  "<h1>Um&nbsp;t&iacute;tulo</h1>",
  "<p>Primeira linha<br>segunda &lt;linha&gt;   com",
  "espaços</p><p>Outro <b>par</b>ágrafo &#8212; &#x1F600;.",
  "<table><tr><th>Nome</th><th>Ano</th></tr><tr><td><p>Ana</p></td><td></td><td>1980</td></tr></table>",
  "<pre>a\n  b</pre><div style='display: none'>oculto <br> aqui</div><ul><li>um<li>dois</ul>",
  "<script>if (a < b) document.write('<p>não</p>')</script>",
].join("\n");

describe("kinds of pages", () => {
  it("are read as what they show", () => {
    const { text } = readMade("a.html", page);
    expect(text).toBe(
      "Um título\n\nPrimeira linha\nsegunda <linha> com espaços\n\nOutro parágrafo — 😀.\n\n" +
        "Nome\tAno\nAna\t\t1980\n\na\n  b\n\num\ndois\n",
    );
  });

  it.each([
    ["a piece of a page", "pasted-text", "<p>Um</p>\n<p>Dois</p>", "html", "Um\nDois\n"],
    ["a page without a closed head", "x.txt", "<!DOCTYPE html><title>T</title><p>Um<p>Dois", "html", "Um\nDois\n"],
    ["Markdown with tags", "a.md", "# Olá\n\n<p>Um</p>\n", "text", "# Olá\n\n<p>Um</p>\n"],
    ["a play", "a.txt", "ANA: <i>rindo</i> Oi.\nBRUNO: Oi.\n", "text", "ANA: <i>rindo</i> Oi.\nBRUNO: Oi.\n"],
  ])("take in %s", (_, name, made, form, text) => {
    expect(readMade(name, made)).toMatchObject({ form, text });
  });
});

describe("kinds of rich text", () => {
  const cocoa =
    "{\\rtf1\\ansi\\ansicpg1252\\cocoartf2639\n{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica;\\f1\\fnil\\fcharset204 Cyr;}\n" +
    "{\\colortbl;\\red255\\green255\\blue255;}\n\\pard\\f0\\fs24 \\cf0 Ol\\'e1 \\uc0\\u8212  mundo\\\n" +
    "\\f1 \\'cf\\'f0\\'e8\\f0 \\{x\\}}\n";
  const word =
    "{\\rtf1\\ansi\\ansicpg1252\\uc1{\\fonttbl{\\f0 Arial;}}{\\stylesheet{\\s0 Normal;}}{\\info{\\author Ana}}" +
    "{\\header Cabe\\'e7alho}{\\*\\generator Riched20;}{\\*\\shppict{\\pict\\pngblip 89504e47}}{\\nonshppict{\\pict 00}}\r\n" +
    '\\pard Um\\u233\\\'e9 \\u-10179?\\u-8704? {\\b negrito}{\\v oculto}{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt elo}}' +
    "{\\footnote nota}\\par\r\n\\trowd Nome\\cell Ano\\cell\\row\\pard Fim\\~aqui\\line\\emdash\\bin3 }}}x}";
  it.each([
    ["TextEdit", cocoa, "Olá — mundo\nПри{x}", 0],
    ["Word", word, "Umé 😀 negritoelo\nNome\tAno\nFim aqui\n—x", 3],
    ["Shift JIS", "{\\rtf1\\ansi\\ansicpg932 \\'93\\'fa\\'96\\'7b}", "日本", 0],
  ])("of %s are read as their text", (_, made, text, hidden) => {
    const found = readMade("a.rtf", made);
    expect(found).toMatchObject({ form: "rtf", text });
    expect(found.notes.hiddenPart ?? 0).toBe(hidden);
  });
});

describe("records of texts", () => {
  const shapeOf = (name: string, text: string) => {
    const source = expectValue(readText(name, text));
    return source.kind === "text" ? source.shape : null;
  };
  const fixture = (name: string) => new TextDecoder().decode(fileBytes(`tests/cases/fixtures/${name}`));

  it.each([
    ["38-poems-blank-lines.txt", { blocks: 60, lines: 180, suggested: "blankLines" }],
    ["39-names-one-a-line.txt", { lines: 128, suggested: "lines" }],
    [
      "40-endoftext-inside-lines.txt",
      { markers: { start: "<|startoftext|>", end: "<|endoftext|>", count: 60 }, suggested: "markers" },
    ],
  ])("are offered for %s", (name, shape) => {
    expect(shapeOf(name, fixture(name))).toMatchObject(shape);
  });

  it("are offered up to each line of signs that stands between parts", () => {
    const text = "Um\n---\nDois\n* * *\nTrês\n---\nQuatro\n* * *\n---\n...\n...\n[fim]\n";
    expect(shapeOf("a.txt", text)?.separators).toEqual([
      { mark: "---", count: 4 },
      { mark: "* * *", count: 3 },
    ]);
    expect(shapeOf("a.txt", "Um\n---\nDois\n")?.separators).toEqual([]);
    expect(shapeOf("a.txt", "Um\n[END]\nDois\n[END]\n<hr>\n[a] b\n[a] b\n")?.separators).toEqual([
      { mark: "[END]", count: 3 },
    ]);
  });

  it("are unasked the stretches between blank lines where many are alike, as stanzas are", () => {
    const stanzas = (count: number, verse = "um verso\noutro verso") => `${verse}\n\n`.repeat(count);
    expect(shapeOf("a.txt", stanzas(20))?.suggested).toBe("blankLines");
    for (const text of [
      stanzas(19),
      `${stanzas(19)}um verso\n`,
      `${stanzas(10)}três\nversos\naqui\n\n${stanzas(10)}`,
      stanzas(20, "uma só linha de prosa, de cada vez."),
      stanzas(20, `${"prosa ".repeat(20)}\nfim.`),
    ]) {
      expect(shapeOf("a.txt", text)?.suggested).toBe("whole");
    }
  });

  it.each([
    ["Markdown", "a.md", "# Receitas\n\n## Bolo\nFubá.\n\nAsse.\n\n## Pudim\nLeite.\n", [1, 3, 8], 3],
    ["a book", "a.txt", "Prefácio\n\nCAPÍTULO I\nUm.\n\nCapítulo 2 - Dois\nDois.\n", [1, 3, 6], 3],
    ["numbered poems", "a.txt", "I\nmanga\nuva\n\nII\nlima\nfigo\n", [1, 5], 2],
    ["a wiki", "a.txt", "== Um ==\na\nb\n== Dois ==\nc\nd\n", [1, 4], 2],
    ["a page", "a.html", "<h1>T</h1><h2>Um</h2><p>a<br>b</p><h2>Dois</h2><p>c<br>d</p>", [1, 3, 8], 3],
    ["a page with rules", "a.html", "<p>a<br>b</p><hr><p>c<br>d</p><hr><h3></h3><p>e<br>f</p>", [1, 4, 7], 3],
  ])("are offered from each heading of %s on", (_, name, text, lines, count) => {
    const source = expectValue(readText(name, text));
    if (source.kind !== "text") throw new Error("expected a text");
    expect(source.shape).toMatchObject({ headings: { count }, suggested: "whole" });
    const config = { ...PLAIN_CONFIG, endToken: "", textRecords: "headings" } as const;
    const corpus = expectValue(finish(buildCorpus(source, config)));
    expect(corpus.lines).toEqual(lines);
    // Nothing but blank lines between records goes.
    expect([...corpus.records].join("").replace(/\s/g, "")).toBe(source.text.replace(/\s/g, ""));
  });

  it("are not offered from lines that only look like headings", () => {
    for (const text of ["# um\nsó\numa\n", "1\n2\n3\n4\n", "chapter\nI\nsaid\nso\n", "#um\na\n#dois\nb\n"]) {
      expect(shapeOf("a.txt", text)?.headings).toBeNull();
    }
    const source = expectValue(readText("a.txt", "um\ndois\n"));
    const corpus = expectValue(finish(buildCorpus(source, { ...PLAIN_CONFIG, textRecords: "headings" })));
    expect(corpus.report.reading).toBe("whole");
  });

  const book =
    "The Project Gutenberg eBook of Um livro\r\n\r\nLicence above\r\n\r\n" +
    "*** START OF THE PROJECT GUTENBERG EBOOK UM\r\nLIVRO ***\r\n\r\n\r\n  CAPÍTULO I\r\n\r\nEra uma vez.\r\n\r\n" +
    "End of the Project Gutenberg EBook of Um livro\r\n\r\n*** END OF THE PROJECT GUTENBERG EBOOK UM LIVRO ***\r\nLicence\r\n";
  const notes = "---\ntitle: Notas\ntags:\n  - fruta\n---\n\n# Feira\n\nManga.\n";

  it.each([
    [
      "Project Gutenberg",
      book,
      "  CAPÍTULO I\n\nEra uma vez.",
      { kind: "gutenberg", above: 8, below: 5, begins: "CAPÍTULO I" },
    ],
    ["Markdown", notes, "# Feira\n\nManga.", { kind: "markdown", above: 6, below: 0, begins: "# Feira" }],
  ])("may do without what %s puts around them", (_, written, body, frontMatter) => {
    const whole = expectValue(readText("a.txt", written));
    expect(whole).toMatchObject({ text: written.replaceAll("\r\n", "\n"), shape: { frontMatter } });
    const cutting = { ...PLAIN_CONFIG, cutFrontMatter: true, textRecords: "lines" } as const;
    const cut = expectValue(readText("a.txt", written, cutting));
    expect(cut).toMatchObject({ text: body, shape: { frontMatter } });
    const steps = buildCorpus(cut, cutting);
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    expect(expectValue(step.value).lines).toEqual([frontMatter.above + 1, frontMatter.above + 3]);
    // What cleaning finds stands on the lines of the file too.
    const twice = expectValue(readText("a.txt", written.replace(/(Era uma vez\.|Manga\.)/, "$1\n$1"), cutting));
    const { findings } = expectValue(finish(buildCorpus(twice, { ...cutting, removeDuplicates: true }))).report;
    const line = frontMatter.above + 3;
    expect(findings).toMatchObject([{ kind: "duplicate", places: [{ line: line + 1, about: String(line) }] }]);
  });

  it.each([
    ["a text between rules", "---\nOi, mundo\n---\nTchau\n"],
    ["a book that speaks of it", "I read *** in Project Gutenberg.\n*** START\nmore\n"],
  ])("keep %s whole", (_, text) => {
    expect(shapeOf("a.txt", text)?.frontMatter).toBeNull();
  });
});

describe("texts of every kind", () => {
  const seeds = [
    webvtt,
    youtube,
    substation,
    page,
    "1\n00:00:01,000 --> 00:00:02,000\nOi\r\n\r\n2\n",
    "{\\rtf1 \\'e1\\u233?{\\b x}\\par}",
  ];
  const scraps = fc.constantFrom(
    "<",
    ">",
    "{",
    "}",
    "\\",
    "\r",
    "\n",
    "\r\n",
    "&amp",
    ";",
    "-->",
    "é",
    "😀",
    "\\'e",
    "\\u-1",
    "<td>",
    "</p>",
    "\0",
    "[",
    "1",
  );
  const mutant = fc
    .tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(1000), fc.nat(8), scraps), { maxLength: 6 }))
    .map(([seed, edits]) =>
      edits.reduce((text, [at, gone, scrap]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + scrap + text.slice(place + gone);
      }, seed),
    );
  const forms = ["subtitles", "html", "rtf"] as const;

  it(
    "give the same for any cut of the bytes, whatever they hold",
    () => {
      fc.assert(
        fc.property(mutant, fc.constantFrom(...forms), arbitraryLengths, (text, readAs, lengths) => {
          const bytes = new TextEncoder().encode(text);
          expect(readBytes("a", bytes, { readAs }, lengths)).toEqual(readBytes("a", bytes, { readAs }));
        }),
        { numRuns: CUTS, seed: 20_240_601 },
      );
    },
    TIMEOUT,
  );

  it.each([
    ["open tags", "<a".repeat(200_000)],
    ["open groups", "{\\b ".repeat(200_000)],
    ["open braces", "{\\".repeat(200_000)],
    ["blanks", `1${" ".repeat(200_000)}x`],
    ["times", "[00:01.00]".repeat(40_000)],
    ["comments", "<!--".repeat(100_000)],
  ])("are read within the time of a test when they hold nothing but %s", (_, text) => {
    for (const readAs of forms) readBytes("a", new TextEncoder().encode(text), { readAs });
    readBytes("a", new TextEncoder().encode(text));
  });
});
