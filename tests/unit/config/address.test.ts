import { describe, expect, it } from "vitest";
import { applyChanges, openingPreset, parseAddress } from "@/domain/config/address";
import { getByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";

const read = (query: string) => parseAddress(new URLSearchParams(query));

describe("the address", () => {
  it("asks for nothing when it is empty", () => {
    expect(read("")).toEqual({
      preset: null,
      dataset: null,
      language: null,
      theme: null,
      backend: null,
      tfjs: null,
      changes: new Map(),
      notices: [],
    });
  });

  it("names preset, dataset, look and device", () => {
    expect(read("preset=poema-gru&dataset=poemas&lang=pt-BR&theme=dark&backend=reference&tfjs=wasm")).toMatchObject({
      preset: "poema-gru",
      dataset: "poemas",
      language: "pt-BR",
      theme: "dark",
      backend: "reference",
      tfjs: "wasm",
      notices: [],
    });
  });

  it("sets any setting by its path", () => {
    const query = "seed=ave&model.hiddenSize=256&training.learningRate=3e-4&corpus.trim=false&training.optimizer=sgd";
    const { changes, notices } = read(`${query}&tokens.specialTokens=<a>+<b>`);
    const { config } = applyChanges(defaultConfig, changes);
    expect(notices).toEqual([]);
    expect(config.seed).toBe("ave");
    expect(getByPath(config, "model.hiddenSize")).toBe(256);
    expect(config.training).toMatchObject({ learningRate: 3e-4, optimizer: "sgd" });
    expect(config.corpus.trim).toBe(false);
    expect(config.tokens.specialTokens).toEqual(["<a>", "<b>"]);
    expect(getByPath(defaultConfig, "model.hiddenSize")).not.toBe(256);
  });

  it("takes automatic and empty lists of special tokens", () => {
    expect(read("tokens.specialTokens=auto").changes.get("tokens.specialTokens")).toBeNull();
    expect(read("tokens.specialTokens=").changes.get("tokens.specialTokens")).toEqual([]);
  });

  it("passes over what it does not know or cannot use, and notes each", () => {
    const { changes, notices, preset } = read(
      "preset=toString&lang=fr&zoom=2&model.hiddenSize=big&training.epochs=&corpus.trim=1&dataset=../x&__proto__=1",
    );
    expect(preset).toBeNull();
    expect(changes.size).toBe(0);
    expect(notices).toEqual([
      { kind: "badValue", path: "preset", given: "toString" },
      { kind: "badValue", path: "dataset", given: "../x" },
      { kind: "badValue", path: "lang", given: "fr" },
      { kind: "unknownSetting", path: "zoom" },
      { kind: "badValue", path: "model.hiddenSize", given: "big" },
      { kind: "badValue", path: "training.epochs", given: "" },
      { kind: "badValue", path: "corpus.trim", given: "1" },
      { kind: "unknownSetting", path: "__proto__" },
    ]);
  });

  it("brings numbers into range and notes it", () => {
    const { changes, notices } = read("training.batchSize=1e9");
    expect(changes.get("training.batchSize")).toBe(4096);
    expect(notices).toEqual([{ kind: "adjusted", path: "training.batchSize", given: "1e9", used: "4096" }]);
  });

  it("tells how a decimal comma is written", () => {
    const { changes, notices } = read("training.learningRate=0,001&training.batchSize=1,000");
    expect(changes.size).toBe(0);
    expect(notices[0]).toEqual({
      kind: "decimalComma",
      path: "training.learningRate",
      given: "0,001",
      remedy: "0.001",
    });
    expect(notices[1]).toEqual({ kind: "badValue", path: "training.batchSize", given: "1,000" });
  });

  it("lets the last of repeated names count", () => {
    expect(read("seed=a&seed=b").changes.get("seed")).toBe("b");
  });

  it("shortens long values in notices", () => {
    const [notice] = read(`theme=${"x".repeat(500)}`).notices;
    expect(notice).toMatchObject({ given: `${"x".repeat(80)}…` });
  });

  it("notes the first ten of a hundred thousand mistakes", () => {
    const entries = Array.from({ length: 100_000 }, (_, index) => [`a${index}`, ""] as const);
    expect(parseAddress(entries).notices.map(({ path }) => path)).toEqual(entries.slice(0, 10).map(([name]) => name));
  });
});

describe("the example that the page opens with", () => {
  it.each([
    ["", "en", "first-song"],
    ["", "pt-BR", "primeiros-versos"],
    ["theme=dark&backend=wasm&preset=nonsense", "pt-BR", "primeiros-versos"],
    ["preset=first-song", "pt-BR", "first-song"],
    ["preset=tiny-attention&dataset=poemas", "en", "tiny-attention"],
    // A link means the same to everybody, whatever the language of the browser.
    ["dataset=products", "pt-BR", "first-song"],
    ["training.epochs=7", "pt-BR", "first-song"],
    ["seed=3b", "pt-BR", "first-song"],
  ] as const)("for %j in %s is %s", (query, language, preset) => {
    expect(openingPreset(read(query), language)).toBe(preset);
  });
});
