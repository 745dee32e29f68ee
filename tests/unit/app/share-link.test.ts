import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { shareLink } from "@/app/share-link";
import { applyChanges, OWN_DATA, parseAddress } from "@/domain/config/address";
import { setByPath } from "@/domain/config/config-path";
import { presets } from "@/domain/config/presets";
import { parseDatasetIndex } from "@/domain/corpus/bundled-dataset";

const page = "http://localhost/curio/?lang=en#train";
const { config } = presets["hotwheels-mlp"];

describe("share link", () => {
  it("names the preset alone when nothing was changed", () => {
    const link = shareLink(page, { config, presetId: "hotwheels-mlp", datasetId: "diecast-cars" });
    expect(link).toBe("http://localhost/curio/?preset=hotwheels-mlp");
  });

  it("opens with the same settings", () => {
    let changed = setByPath(config, "training.learningRate", 3e-4);
    changed = setByPath(changed, "corpus.template", "<a>{Model Name}&b=1 é");
    changed = setByPath(changed, "tokens.specialTokens", null);
    const link = shareLink(page, { config: changed, presetId: "hotwheels-mlp", datasetId: "poemas" });
    const wishes = parseAddress(new URL(link).searchParams);
    expect(wishes).toMatchObject({ preset: "hotwheels-mlp", dataset: "poemas", notices: [] });
    expect(applyChanges(presets["hotwheels-mlp"].config, wishes.changes).config).toEqual(changed);
  });

  it("names the seed of a share of the rows, which an older link draws by the seed of the run", () => {
    const changed = setByPath(setByPath(config, "corpus.rowShare", 0.1), "seed", "wren");
    const link = new URL(shareLink(page, { config: changed, presetId: "hotwheels-mlp", datasetId: null }));
    const opened = () => applyChanges(config, parseAddress(link.searchParams).changes).config;
    expect(opened()).toEqual(changed);
    link.searchParams.delete("corpus.rowSeed");
    expect(opened().corpus.rowSeed).toBe("wren");
  });

  it("tells of data of the user's own by one word alone", () => {
    const link = shareLink(page, { config, presetId: "hotwheels-mlp", datasetId: OWN_DATA });
    expect(link).toBe("http://localhost/curio/?preset=hotwheels-mlp&dataset=own");
    expect(parseAddress(new URL(link).searchParams)).toMatchObject({ dataset: OWN_DATA, notices: [] });
  });

  it("names a base of the list, and none that this browser alone holds", () => {
    const based = setByPath(setByPath(config, "base", "machado"), "tuning.trains", "lora");
    const addressOf = (base: string) =>
      shareLink(page, { config: { ...based, base }, presetId: "hotwheels-mlp", datasetId: "diecast-cars" });
    expect(addressOf("machado")).toBe("http://localhost/curio/?preset=hotwheels-mlp&base=machado&tuning.trains=lora");
    expect(addressOf("0123456789abcdef")).toBe("http://localhost/curio/?preset=hotwheels-mlp");
  });

  it("names no dataset before any data have arrived", () => {
    expect(shareLink(page, { config, presetId: "hotwheels-mlp", datasetId: null })).not.toContain("dataset");
  });

  it("keeps the word for own data free of bundled sets", () => {
    expect(
      parseDatasetIndex(JSON.parse(readFileSync("public/datasets/index.json", "utf8"))).map(({ id }) => id),
    ).not.toContain(OWN_DATA);
  });
});
