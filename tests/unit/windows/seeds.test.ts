// The presets of the seeds on the seeds' own files, through the whole way from bytes to windows. The
// third parties' files lie beside the project and are not part of it; without them the tests are skipped.
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { type PresetId, presetIds, presets } from "@/domain/config/presets";
import { buildCorpus } from "@/domain/corpus/build-corpus";
import { createSourceReader } from "@/domain/corpus/read-source";
import { readTokenizerJson } from "@/domain/tokenizer/hugging-face-tokenizer";
import type { TokenizerState } from "@/domain/tokenizer/tokenizer";
import { isTooShort, measureRun, plannedSteps } from "@/domain/training/run-length";
import { type Prepared, prepare } from "@/domain/windows/prepare";
import { windowStarts } from "@/domain/windows/token-windows";
import { tokensInForce } from "@/domain/windows/tokens-in-force";
import { finish } from "../support/finish";

const carsFile = "../shared/data/hwdata.csv";
const poemsFile = "../shared/data/poemas-10k.txt";
const reason = "needs the seeds' data beside the project";

const datasets: readonly { readonly id: string; readonly file: string }[] = JSON.parse(
  readFileSync("public/datasets/index.json", "utf8"),
);

/** Reads the tokens of a base that comes with the page; null for none. */
function tokenizerOf(base: string): TokenizerState | null {
  if (base === "") return null;
  const read = readTokenizerJson(readFileSync(`public/models/${base}/tokenizer.json`, "utf8"));
  if (!read.ok) throw new Error(`tokenizerOf: expected tokens, got ${read.error.code}`);
  return read.value;
}

function prepareFile(file: string, id: PresetId): Prepared {
  const { config } = presets[id];
  const { base, corpus: corpusConfig, seed } = config;
  const bytes = readFileSync(file);
  const reader = createSourceReader({
    name: basename(file),
    totalBytes: bytes.length,
    corpus: corpusConfig,
  });
  reader.push(bytes);
  const source = finish(reader.finish());
  if (!source.ok) throw new Error(`prepareFile: expected a source, got ${source.error.code}`);
  const corpus = finish(buildCorpus(source.value, corpusConfig));
  if (!corpus.ok) throw new Error(`prepareFile: expected a corpus, got ${corpus.error.code}`);
  const tokenizer = tokenizerOf(base);
  const tokens = tokensInForce(config);
  const prepared = finish(prepare({ corpus: corpus.value, corpusConfig, tokens, seed, tokenizer }));
  if (!prepared.ok) throw new Error(`prepareFile: expected windows, got ${JSON.stringify(prepared.error)}`);
  return prepared.value;
}

describe("the seeds' files", () => {
  it.skipIf(!existsSync(carsFile))(`hotwheels-mlp cuts the notebook's windows (${reason})`, () => {
    const { summary, tokenizer, windows } = prepareFile(carsFile, "hotwheels-mlp");
    expect(tokenizer.size).toBe(104);
    expect(tokenizer.state.vocabulary.slice(0, 5)).toEqual(["<|pad|>", "<name>", "<year>", "<color>", "<series>"]);
    expect(summary).toMatchObject({
      trainRecords: 51_535,
      windowCount: 4_633_313,
      trainWindows: 3_706_650,
      validationWindows: 926_663,
      unknownCharacters: 0,
    });
    expect(summary.padding.train.last).toBeCloseTo(0.356, 4);
    expect(summary.padding.validation?.last).toBeCloseTo(0.3555, 4);
    expect(tokenizer.decode(windows.tokens.subarray(32, 80))).toMatch(/^<name>Troy Soldier<year>2012<color>/);
    expect(windowStarts(windows.validation)(0)).toBeLessThan(4_633_313);
  });

  it.skipIf(!existsSync(poemsFile))(`poema-gru cuts the Keras script's windows (${reason})`, () => {
    const { summary, tokenizer } = prepareFile(poemsFile, "poema-gru");
    expect(tokenizer.size).toBe(60);
    expect(summary).toMatchObject({ tokenCount: 2_716_486, windowCount: 905_476, validationWindows: 0 });
  });

  it("ola-mundo-attention cuts the sentence into 20 windows", () => {
    const { summary, tokenizer } = prepareFile("public/datasets/ola-mundo.txt", "ola-mundo-attention");
    expect(tokenizer.size).toBe(14);
    expect(summary).toMatchObject({ tokenCount: 25, windowCount: 20 });
  });

  it.each(presetIds)("%s lasts long enough on its own data to be given no advice about it", (id) => {
    const { dataset, config } = presets[id];
    const file = datasets.find((one) => one.id === dataset)?.file;
    const { summary, tokenizer } = prepareFile(`public/datasets/${file}`, id);
    const size = measureRun(config, summary.trainWindows, tokenizer.size);
    expect(isTooShort(config, size, plannedSteps(config.training, size))).toBe(false);
  });

  it("the other presets prepare the datasets that come with the page", () => {
    const { summary, tokenizer } = prepareFile("public/datasets/diecast-cars.csv", "first-song");
    expect(summary.validationRecords).toBe(Math.round(0.1 * (summary.trainRecords + summary.validationRecords)));
    expect(tokenizer.state.padId).toBe(0);
    const poems = prepareFile("public/datasets/poemas.txt", "tiny-attention");
    expect(poems.tokenizer.state.vocabulary.slice(0, 2)).toEqual(["<|pad|>", "<|end|>"]);
    expect(poems.summary.validationWindows).toBeGreaterThan(100);
  });
});
