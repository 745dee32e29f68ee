import { describe, expect, it } from "vitest";
import { shareLink } from "@/app/share-link";
import { applyChanges, parseAddress } from "@/domain/config/address";
import { setByPath } from "@/domain/config/config-path";
import { presets } from "@/domain/config/presets";

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

  it("names no dataset for data of the user's own", () => {
    expect(shareLink(page, { config, presetId: "hotwheels-mlp", datasetId: null })).not.toContain("dataset");
  });
});
