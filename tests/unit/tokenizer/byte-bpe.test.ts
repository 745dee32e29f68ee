import { readFileSync } from "node:fs";
import { encode as gpt3Encode } from "gpt-3-encoder";
import { describe, expect, it } from "vitest";
import { createTokenizer } from "@/domain/tokenizer/create-tokenizer";
import { createTokenArray } from "@/domain/tokenizer/token-sink";
import type { TokenSink } from "@/domain/tokenizer/tokenizer";
import { walkRecords } from "@/domain/tokenizer/walk-records";
import { finish } from "../support/finish";
import { gpt2State, libraryEncoder } from "../support/gpt2-tokenizer";
import { unitsOf } from "../support/units-of";

const state = gpt2State();
const tokenizer = createTokenizer(state);
const library = libraryEncoder(state);
const END = 50_256;

const atoms = [
  ..."  \n\t'aeéçãoZЖ日本語한ไ١½٣7²_.,!?-—…\u0085\ufeff\u00a0\u2028\u200b\u3000\u0000\u0301ſ",
  ...[
    "'s",
    "'ll",
    "'LL",
    "'ve",
    "'r",
    "  ",
    " a",
    "🐦",
    "👩‍👩‍👧",
    "𝟘",
    "𐐷",
    "\ud83d",
    "\udc26",
    "\uffff",
    "não",
    "the",
  ],
];

/** Draws texts by a linear congruential generator (Numerical Recipes): atoms, and now and then any UTF-16 unit. */
function randomTexts(count: number): string[] {
  let seed = 11;
  const draw = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const atom = () => (draw(4) === 0 ? String.fromCharCode(draw(0x10000)) : atoms[draw(atoms.length)]);
  return Array.from({ length: count }, () => Array.from({ length: 1 + draw(20) }, atom).join(""));
}

const sources = ["../../../src/domain/tokenizer/byte-bpe.ts", "../../../public/datasets/index.json"];
const texts = {
  code: readFileSync(new URL(sources[0], import.meta.url), "utf8"),
  portuguese: readFileSync(new URL(sources[1], import.meta.url), "utf8").slice(0, 8000),
  english: "It's what they'd've said; I'll go, WE'LL go.\r\n\r\n\tIn 1984   they're 42nd. ".repeat(40),
  emoji: "👩🏽‍🚀🚀 olá 🇧🇷🇧🇷 \u0085\u0085 x\ufeffy \ud83d\ud83d\udc26 ﷽ ".repeat(40),
};

/** Whatever else they are, characters that JavaScript takes for white space and Python does not, or the reverse. */
const disputed = /[\u0085\ufeff]/;

describe("byte-level tokens", () => {
  it("are the library's for 5,000 random texts", () => {
    for (const text of randomTexts(5000))
      expect([...tokenizer.encode(text).ids], JSON.stringify(text)).toEqual(library(text));
  });

  it("are gpt-3-encoder's for those of them that it cuts by the same white space", () => {
    const told = randomTexts(5000).filter((text) => !disputed.test(text));
    expect(told.length).toBeGreaterThan(3000);
    for (const text of told) expect([...tokenizer.encode(text).ids], JSON.stringify(text)).toEqual(gpt3Encode(text));
  });

  it.each(Object.entries(texts))("are the library's and gpt-3-encoder's for a whole text: %s", (_, text) => {
    const ids = [...tokenizer.encode(text).ids];
    expect(ids).toEqual(library(text));
    if (!disputed.test(text)) expect(ids).toEqual(gpt3Encode(text));
    expect(tokenizer.decode(ids)).toBe(wellFormed(text));
  });

  it("take U+0085 for white space and U+FEFF for none, as Python and Rust do", () => {
    expect([...tokenizer.encode("a\u0085 b").ids]).toEqual([64, 126, 227, 275]);
    expect([...tokenizer.encode(" \ufeffa").ids]).toEqual([27332, 119, 123, 64]);
  });

  it("cut at special tokens before anything else", () => {
    expect([...tokenizer.encode("a <|endoftext|> b<|endoftext").ids]).toEqual([
      64,
      220,
      END,
      275,
      27,
      91,
      437,
      1659,
      5239,
    ]);
    expect([...tokenizer.encode("x  <|endoftext|>").ids]).toEqual(library("x  <|endoftext|>"));
  });

  it("leave no character unknown", () => {
    for (const text of randomTexts(200)) {
      const { ids, unknown } = tokenizer.encode(text);
      expect(unknown).toBe(0);
      expect(tokenizer.decode(ids)).toBe(wellFormed(text));
    }
  });

  it("are the same in parts as at once, wherever the parts are cut and however little is in sight", () => {
    for (const [index, text] of randomTexts(400).entries()) {
      const whole = `${text}<|endoftext|>${text}  <|endoftext|>`;
      const width = 1 + (index % 7);
      expect(inParts(whole, width), JSON.stringify(whole)).toEqual([...tokenizer.encode(whole).ids]);
    }
  });

  it("are those of the whole for a long record that is walked through in slices, long words too", () => {
    const text = `${"A vida é breve. ".repeat(20_000)}${"ab".repeat(100_000)} fim<|endoftext|>  `;
    const sink: TokenSink = { ids: createTokenArray(10, tokenizer.size), length: 0, unknown: 0 };
    const slice = (stretch: Parameters<typeof tokenizer.encodePart>[0]) => tokenizer.encodePart(stretch, sink);
    finish(walkRecords([text], { slice, reach: tokenizer.reach }));
    expect(sink.ids.slice(0, sink.length).join()).toBe(tokenizer.encode(text).ids.join());
  });
});

describe("the stream decoder", () => {
  it("keeps bytes back until they are a character, and gives the same text in the end", () => {
    for (const text of ["olá 🐦 日本語 ação", "<|endoftext|>é", ...randomTexts(200)]) {
      const decoder = tokenizer.createStreamDecoder();
      const pieces = Array.from(tokenizer.encode(text).ids, (id) => decoder.push(id));
      const well = wellFormed(text);
      for (const at of pieces.keys()) expect(well.startsWith(pieces.slice(0, at + 1).join(""))).toBe(true);
      expect(pieces.join("") + decoder.end()).toBe(well);
    }
  });

  it("writes U+FFFD for bytes that no character can be made of, as soon as that is certain", () => {
    const [first, second, , fourth] = tokenizer.encode("\u{1f426}").ids;
    const decoder = tokenizer.createStreamDecoder();
    expect([decoder.push(first), decoder.push(64), decoder.push(first), decoder.push(END)]).toEqual([
      "",
      "\ufffda",
      "",
      "\ufffd<|endoftext|>",
    ]);
    expect([decoder.push(second), fourth, decoder.end()]).toEqual(["\ufffd", undefined, ""]);
  });
});

/** Gives a text with U+FFFD for each half of a character that stands alone. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

function inParts(text: string, width: number): number[] {
  const sink: TokenSink = { ids: new Uint16Array(0), length: 0, unknown: 0 };
  const units = unitsOf(text);
  let sight = 1;
  for (let from = 0; from < text.length; ) {
    const until = Math.min(text.length, from + width);
    const end = Math.min(text.length, until + sight);
    const behind = tokenizer.encodePart({ units, from, until, end, goesOn: end < text.length }, sink);
    sight = behind === from ? 2 * sight : 1;
    from = behind;
  }
  return [...sink.ids.slice(0, sink.length)];
}
