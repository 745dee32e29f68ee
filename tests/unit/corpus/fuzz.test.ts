// Hostile bytes: any cut of them reads alike, and no mutant of a real file throws, hangs or touches a prototype.
import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { buildCorpus } from "@/domain/corpus/build-corpus";
import { DEFAULT_LIMITS } from "@/domain/corpus/parser-limits";
import { createSourceReader } from "@/domain/corpus/read-source";
import type { Source, SourceForm } from "@/domain/corpus/source";
import { summarizeSource } from "@/domain/corpus/summarize-source";
import { randomBits, randomKey } from "@/domain/random";
import type { Result } from "@/domain/result";
import { finish } from "../support/finish";
import { arbitraryLengths, fewEncodings, fileBytes, PLAIN_CONFIG } from "./support";

const CASES = 5000;
const MUTANTS = 10_000;
/** Wall time of one mutant, far above what a few kilobytes take on a busy machine. */
const MOST_MILLISECONDS = 2000;
const FORMS = ["text", "csv", "json", "jsonl"] as const satisfies readonly SourceForm[];

/** What has broken readers: quotes, breaks, marks, brackets, surrogates, halves of sequences, names of prototypes. */
const NASTY: readonly (string | readonly number[])[] = [
  ...['"', '""', "'", "\\", '\\"', ",", ";", "\t", "|", "\n", "\r", "\r\n", "\n\n", " ", "#", "sep=;\n"],
  ...["[", "]", "{", "}", ":", "null", "NaN", "1e999", "[[[[", '{"a":', '{"__proto__":{"x":1}}', '"constructor"'],
  ...['{"text":"a"}\n', '["a","b"]', "const data = ", "//", "&amp;", "<|endoftext|>", "a", "ã", "—", "👩‍🚀", "\u0000"],
  ...["\u001f", "\u2028", "\u0085", "a,b\n", "1;2\n", "nome,texto\n"],
  ...[[0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff], [0xf0, 0x9f], [0xc3], [0xa9], [0xed, 0xa0, 0x80], [0xff], [0]],
];
const untouched = prototypeNames();
const encoder = new TextEncoder();
const nastyBytes = NASTY.map((piece) => (typeof piece === "string" ? [...encoder.encode(piece)] : piece));

/** Small enough that a few hundred bytes pass every border of the readers. */
const SMALL_LIMITS = { field: 60, row: 120, columns: 6, sniff: 48 };

/** So small a head that most mutants go on behind it. */
const LIMITS = { ...DEFAULT_LIMITS, sniff: 128 };
const SEED_BYTES = 400;
const seedFiles = readdirSync("tests/cases/fixtures")
  .filter((name) => !name.endsWith(".zip"))
  .map((name) => fileBytes(`tests/cases/fixtures/${name}`).subarray(0, SEED_BYTES));
const mutants = Array.from({ length: MUTANTS }, (_, mutant) => mutate(seedFiles, mutant));
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
  return { facts, columns, rows: rows.map(({ line, values }) => ({ line, values })) };
}

describe.each(FORMS)("hostile bytes read as %s", { timeout: 120_000 }, (form) => {
  it(`are the same records in ${CASES} cuts`, () => {
    const bytes = fc
      .array(fc.nat(nastyBytes.length - 1), { minLength: 1, maxLength: 90 })
      .map((picks) => Uint8Array.from(picks.flatMap((pick) => [...nastyBytes[pick]])));
    fc.assert(
      fc.property(bytes, arbitraryLengths, (data, lengths) => {
        expect(readAs(form, data, lengths)).toEqual(readAs(form, data, [data.length]));
      }),
      { numRuns: CASES, seed: 20_240_601 },
    );
  });

  it(`give records or a reason in ${MUTANTS} mutants of real files, each at once, no prototype touched`, () => {
    let slowest = 0;
    for (const data of mutants) {
      const begun = performance.now();
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
      slowest = Math.max(slowest, performance.now() - begun);
    }
    expect(slowest).toBeLessThan(MOST_MILLISECONDS);
    expect(prototypeNames()).toEqual(untouched);
  });
});

/** Changes a real file in up to eight places, each mutant in its own way. */
function mutate(seeds: readonly Uint8Array[], mutant: number): Uint8Array {
  const key = randomKey(mutant, "sampling");
  let draws = 0;
  const below = (count: number): number => randomBits(key, draws++) % Math.max(1, count);
  let data = [...seeds[below(seeds.length)]];
  for (let change = below(8); change >= 0; change--) {
    const at = below(data.length);
    const length = below(40);
    const other = seeds[below(seeds.length)];
    const piece = [
      nastyBytes[below(nastyBytes.length)],
      [below(256)],
      data.slice(at, at + length),
      [...other.subarray(at, at + length)],
      [],
    ][below(5)];
    data = [...data.slice(0, at), ...piece, ...data.slice(at + [0, 1, length][below(3)])];
  }
  return Uint8Array.from(data);
}

function prototypeNames(): readonly (readonly PropertyKey[])[] {
  return [Object, Array, String, Number, Map, Function].map(({ prototype }) => Reflect.ownKeys(prototype));
}
