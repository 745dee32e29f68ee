// A report of runs: all there, in both languages, and whatever was typed a text.
import { Parser } from "htmlparser2";
import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import type { Run } from "@/domain/run/run";
import { reportPage } from "@/features/report/report-page";
import { reportText } from "@/i18n/report-text";
import { facts, prepared, runOf } from "../state/fake-client";

const hostile = `"><script>alert(1)</script><img src=https://x.test/ onerror='alert(2)'></style><!-- &lt; \u202e`;
const config = {
  ...defaultConfig,
  seed: hostile,
  corpus: { ...defaultConfig.corpus, template: hostile, endToken: hostile, neededFields: [hostile] },
};
const evil: Run = {
  ...runOf({ id: "a", name: `N${hostile}`, note: `O${hostile}`, config, facts, state: "finished" }),
  data: { ...prepared, id: null, name: `D${hostile}`, hash: "e1", firstRecord: `R${hostile}`, template: `T${hostile}` },
  parent: { id: "p", name: `P${hostile}`, step: 40, dataset: hostile },
  changes: [
    { step: 2, path: "training.learningRate", from: 0.001, to: 0.003 },
    { step: 3, path: hostile, from: hostile, to: hostile },
  ],
  cuts: [{ step: 5, lost: 3 }],
  samples: Array.from({ length: 12 }, (_, step) => ({
    step,
    prompt: `Q${hostile}`,
    seed: hostile,
    text: `S${step}${hostile}\0`,
  })),
};
const source = {
  runs: [evil, runOf({ id: "b", name: "plain" })],
  charts: [{ svg: "<svg><path d='M0 0'/></svg>" }],
  colours: new Map([["--c0", { light: "rgb(1, 2, 3)", dark: "rgb(4, 5, 6)" }]]),
  drawn: 1,
  now: Date.UTC(2026, 0, 31, 12),
  version: "9.8.7",
};
const pageIn = (language: "en" | "pt-BR") => reportPage({ ...source, text: reportText(language) });

interface Read {
  readonly tags: { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[];
  text: string;
}

/** Reads the page as a browser would: its tags, and its texts put together. */
function read(page: string): Read {
  const found: Read = { tags: [], text: "" };
  const parser = new Parser({
    onopentag: (name, attributes) => void found.tags.push({ name, attributes }),
    ontext: (text) => {
      found.text += text;
    },
  });
  parser.end(page);
  return found;
}

describe("a report", () => {
  it.each(["en", "pt-BR"] as const)("in %s keeps whatever was typed a text, and asks for nothing", (language) => {
    const page = pageIn(language);
    const { tags, text } = read(page);
    const known = [
      "html",
      "head",
      "meta",
      "title",
      "style",
      "body",
      "header",
      "main",
      "section",
      "h1",
      "h2",
      "h3",
      "p",
      "b",
    ];
    const more = [
      "div",
      "figure",
      "svg",
      "path",
      "table",
      "thead",
      "tbody",
      "tr",
      "th",
      "td",
      "bdi",
      "details",
      "summary",
    ];
    const names = new Set(tags.map(({ name }) => name));
    expect([...names].filter((name) => ![...known, ...more, "dl", "dt", "dd", "pre"].includes(name))).toEqual([]);
    const attributes = new Set(tags.flatMap((tag) => Object.keys(tag.attributes)));
    expect([...attributes].filter((name) => /^on|^style$|^src|^href|^srcset/.test(name))).toEqual([]);
    expect(tags.filter(({ attributes: { charset } }) => charset !== undefined)).toHaveLength(1);
    expect(page).not.toContain("\0");
    for (const start of ["N", "O", "D", "R", "T", "P", "S0", "S3"]) expect(text).toContain(start + hostile);
    const policy = tags.find(({ attributes: { "http-equiv": name } }) => name === "Content-Security-Policy");
    expect(policy?.attributes.content).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/);
    expect(tags[0]).toEqual({ name: "html", attributes: { lang: language } });
  });

  it("tells the runs, their settings, data, changes, accidents and samples in the words of the page", () => {
    const [english, portuguese] = [read(pageIn("en")).text, read(pageIn("pt-BR")).text];
    for (const words of ["Report of 2 runs", "9.8.7", "January 31, 2026", "Learning rate 1e-3 → 3e-3"]) {
      expect(english).toContain(words);
    }
    for (const words of ["The charts draw 1 of 2 runs", "3 steps were lost and made anew", "All 12 samples"]) {
      expect(english).toContain(words);
    }
    for (const words of ["Relatório de 2 rodadas", "31 de janeiro de 2026", "Taxa de aprendizado 1e-3 → 3e-3"]) {
      expect(portuguese).toContain(words);
    }
    for (const words of ["3 passos se perderam", "Todas as 12 amostras", "palpite uniforme"]) {
      expect(portuguese).toContain(words);
    }
  });

  it("shows of many samples the first, the last and some between, and all in a fold", () => {
    const { text } = read(pageIn("en"));
    const sight = text.slice(text.lastIndexOf("Samples"), text.indexOf("All 12 samples"));
    const steps = (part: string) => [...part.matchAll(/After (\d+) steps?/g)].map(([, step]) => Number(step));
    expect(steps(sight)).toEqual([0, 3, 6, 8, 11]);
    expect(steps(text.slice(text.indexOf("All 12 samples")))).toEqual(Array.from({ length: 12 }, (_, step) => step));
  });

  it("is light on paper, and light or dark on a screen", () => {
    const page = pageIn("en");
    expect(page).toMatch(/:root\{color-scheme:light dark;[^}]*--c0:rgb\(1, 2, 3\)\}/);
    expect(page).toMatch(/@media screen and \(prefers-color-scheme:dark\)\{:root\{[^}]*--c0:rgb\(4, 5, 6\)\}\}/);
  });
});
