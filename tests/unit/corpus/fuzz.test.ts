// Hostile bytes: any cut of them reads alike, and no mutant of a real file throws, hangs or touches a prototype.
import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { buildCorpus } from "@/domain/corpus/build-corpus";
import { DEFAULT_LIMITS } from "@/domain/corpus/parser-limits";
import { createSourceReader } from "@/domain/corpus/read-source";
import type { Source, SourceForm } from "@/domain/corpus/source";
import { summarizeSource } from "@/domain/corpus/summarize-source";
import type { Result } from "@/domain/result";
import { finish } from "../support/finish";
import {
  arbitraryNasty,
  CUTS,
  MOST_MILLISECONDS,
  MUTANTS,
  mutate,
  nastyBytes,
  processorMilliseconds,
  prototypeNames,
  TIMEOUT,
} from "../support/fuzz";
import { arbitraryLengths, fewEncodings, fileBytes, PLAIN_CONFIG } from "./support";

/** What has broken readers: quotes, breaks, marks, brackets, surrogates, halves of sequences, names of prototypes. */
const NASTY: readonly (string | readonly number[])[] = [
  ...['"', '""', "'", "\\", '\\"', ",", ";", "\t", "|", "\n", "\r", "\r\n", "\n\n", " ", "#", "sep=;\n"],
  ...["[", "]", "{", "}", ":", "null", "NaN", "1e999", "[[[[", '{"a":', '{"__proto__":{"x":1}}', '"constructor"'],
  ...['{"text":"a"}\n', '["a","b"]', "const data = ", "//", "&amp;", "<|endoftext|>", "a", "ã", "—", "👩‍🚀", "\u0000"],
  ...["\u001f", "\u2028", "\u0085", "a,b\n", "1;2\n", "nome,texto\n"],
  ...[[0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff], [0xf0, 0x9f], [0xc3], [0xa9], [0xed, 0xa0, 0x80], [0xff], [0]],
];

/** What the readers of one form hearken to. */
const OF_FORM: Readonly<Record<SourceForm, readonly string[]>> = {
  text: ["# Um\n", "---\n", "* * *\n", "*** START OF THE PROJECT GUTENBERG EBOOK", "\n***\n", "<|startoftext|>"],
  csv: [],
  json: ['{"role":"user","content":"a"}', '{"rows":[{"row":{', '{"a":["x","y"],"b":["z"]}', ",", "'", "None"],
  jsonl: ['{"a":["x"]}\n', '{"from":"a","value":"b"}', "{}\n", "'", "True"],
  chat: [
    ...["[12/03/24, 14:05:20] Ana: ", "12/03/2024 14:06 - Bia: ", "3/12/24, 2:05\u202fPM - Bob: ", "\u200e", "~\u202f"],
    ...["<Mídia oculta>", "@5511987654321", " - ", ": ", "<ana> oi\n", "[14:05] <ana> oi\n", '{"messages":[', "==="],
    ...[
      '{"sender_name":"A","content":"\\u00c3\\u00a7","timestamp_ms":1}',
      '<div class="message default clearfix">',
      "</div>",
    ],
  ],
  subtitles: [
    ...["1\n00:00:01,000 --> 00:00:02,000\n", "WEBVTT\n\n", "00:01.000 --> 00:02.500\n", "-->", "<v Ana>", "</v>"],
    ...[
      "NOTE a\n",
      "STYLE\n",
      "{1}{2}",
      "[00:01.00]",
      "[Events]\n",
      "Format: Start, Text\n",
      "Dialogue: 0,a,b\n",
      "{\\i1}",
    ],
    ...["0:00:01.000,0:00:02.000\n", "<00:00:00.400><c>", "\\N", "&lt;"],
  ],
  html: [
    ...["<p>", "</p>", "<script>", "</script>", "<!--", "-->", "<td>", "<tr>", "<table>", "<pre>", "</pre>", "<br"],
    ...[
      "&#x1F600;",
      "&amp",
      "&",
      "<",
      ">",
      "<style>",
      "<div hidden>",
      "</div>",
      "<![CDATA[",
      "<?xml ",
      "<h1>",
      "</h1>",
    ],
    ...["<hr>", "<meta charset=gbk>", "\u00a0", "\u00ad", "<svg><title>", "<a href='"],
  ],
  rtf: [
    ...["{\\rtf1", "\\'e1", "\\'", "\\u233?", "\\u-1 ", "\\bin5 ", "\\bin99999999 ", "{\\*\\", "\\par", "\\line "],
    ...[
      "\\ansicpg1251",
      "\\ansicpg932",
      "\\uc2",
      "\\uc9",
      "\\b ",
      "{\\fonttbl{\\f0\\fcharset204 x;}}",
      "\\f0 ",
      "\\cell",
      "\\row",
    ],
    ...["{\\pict ", "\\v ", "\\~", "\\\n", "\\{", "\\}"],
  ],
};
const FORMS = Object.keys(OF_FORM) as SourceForm[];

const MADE = [
  "[12/03/24, 14:05:22] Ana: \u200eimagem ocultada\r\n[12/03/24, 14:05:30] Ana: Oi!\r\nTudo?\r\n[12/03/24, 15:30:00] Bia: Ah.",
  "12/03/2024 14:05 - Ana criou o grupo\n12/03/2024 14:06 - Ana: Quem vai?\n12/03/2024 14:07 - +55 11 98765-4321: Eu",
  '{"name":"Ana","messages":[{"id":1,"type":"message","date":"2024-03-12T14:06:00","from":"Ana","text":["a",{"text":"b"}]}]}',
  '{"participants":[{"name":"A"}],"messages":[{"sender_name":"A","timestamp_ms":1710000000000,"content":"Ol\\u00c3\\u00a1"}]}',
  "WEBVTT - Aula\n\nNOTE x\n\nabertura\n00:01.000 --> 00:02.500 align:start\n<v Ana>Oi, <b>Bruno</b> &amp; Caio!</v>\n",
  "[Script Info]\n\n[Events]\nFormat: Layer, Start, Text\nDialogue: 0,0:00:01.00,{\\i1}Oi, Bruno{\\i0}\\NTudo?\n",
  "<html><head><title>F</title></head><body><h1>Um</h1><p>a<br>b &lt;c&gt;</p><table><tr><td>d</td></tr></table><pre>e\n f</pre>",
  "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl\\f0\\fcharset204 C;}{\\*\\generator R;}\\pard\\f0 Ol\\'e1 \\u8212? {\\b x}\\par\\trowd a\\cell\\row}",
];

const untouched = prototypeNames();
/** Small enough that a few hundred bytes pass every border of the readers. */
const SMALL_LIMITS = { field: 60, row: 120, columns: 6, rows: Number.POSITIVE_INFINITY, draw: null, sniff: 48 };
/** So small a head that most mutants go on behind it. */
const LIMITS = { ...DEFAULT_LIMITS, sniff: 128 };
const SEED_BYTES = 400;
const seedFiles = [
  ...readdirSync("tests/cases/fixtures")
    .filter((name) => !name.endsWith(".zip"))
    .map((name) => fileBytes(`tests/cases/fixtures/${name}`).subarray(0, SEED_BYTES)),
  ...nastyBytes(MADE).map((bytes) => Uint8Array.from(bytes)),
];
// JSON5 warns of U+2028 in strings.
vi.spyOn(console, "warn").mockImplementation(() => {});

/** All that reading gives, as plain data. */
function readAs(form: SourceForm, bytes: Uint8Array, pieces: readonly number[], limits = SMALL_LIMITS): unknown {
  const reader = createSourceReader(
    { name: "fuzz", totalBytes: bytes.length, corpus: { ...PLAIN_CONFIG, readAs: form }, detector: () => fewEncodings },
    limits,
  );
  for (let start = 0, turn = 0; start < bytes.length; turn++) {
    const end = start + pieces[turn % pieces.length];
    reader.push(bytes.subarray(start, end));
    start = end;
  }
  return plainOf(finish(reader.finish()));
}

function plainOf(result: Result<Source>): unknown {
  if (!result.ok || result.value.kind === "text") return result;
  const { facts, columns, rows } = result.value;
  return { facts, columns, rows: Array.from(rows, ({ line, values }) => ({ line, values: [...values] })) };
}

describe.each(FORMS)("hostile bytes read as %s", { timeout: TIMEOUT }, (form) => {
  const nasty = nastyBytes([...NASTY, ...OF_FORM[form]]);
  // What a form hearkens to comes often.
  const often = [...nasty, ...nastyBytes([...OF_FORM[form], ...OF_FORM[form]])];

  it(`are the same records in ${CUTS} cuts`, () => {
    fc.assert(
      fc.property(arbitraryNasty(often), arbitraryLengths, (data, lengths) => {
        expect(readAs(form, data, lengths)).toEqual(readAs(form, data, [data.length]));
      }),
      { numRuns: CUTS, seed: 20_240_601 },
    );
  });

  it(`give records or a reason in ${MUTANTS} mutants of real files, each at once, no prototype touched`, () => {
    let slowest = 0;
    for (let mutant = 0; mutant < MUTANTS; mutant++) {
      const data = mutate(seedFiles, often, mutant);
      const begun = processorMilliseconds();
      const reader = createSourceReader(
        { name: "m", totalBytes: 0, corpus: { ...PLAIN_CONFIG, readAs: form }, detector: () => fewEncodings },
        LIMITS,
      );
      reader.push(data);
      const read = finish(reader.finish());
      if (read.ok) {
        summarizeSource(read.value);
        finish(buildCorpus(read.value, PLAIN_CONFIG));
      }
      slowest = Math.max(slowest, processorMilliseconds() - begun);
    }
    expect(slowest).toBeLessThan(MOST_MILLISECONDS);
    expect(prototypeNames()).toEqual(untouched);
  });
});
