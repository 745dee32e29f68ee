// How windows are cut, whichever way pairs come about.
import { describe, expect, it } from "vitest";
import type { ConfigPath, ConfigValue } from "@/domain/config/config-path";
import { tokensInForce } from "@/domain/windows/tokens-in-force";
import { createSettingsStore } from "@/state/settings-store";

/** Gives the layout in force after settings were changed one by one, on a model that guesses everywhere. */
function layoutAfter(...changes: { [Path in ConfigPath]: [Path, ConfigValue<Path>] }[ConfigPath][]) {
  const store = createSettingsStore();
  store.getState().applyPreset("tiny-attention");
  for (const [path, value] of changes) store.getState().set(path, value);
  return tokensInForce(store.getState().config).layout;
}

describe("the layout of windows", () => {
  const prompt = ["corpus.prompt", "What is {title}?"] as const;
  const response = ["corpus.response", "{content}"] as const;

  it("is a window a pair as soon as both templates are filled in", () => {
    expect(layoutAfter()).toBe("stream");
    expect(layoutAfter([...prompt])).toBe("stream");
    expect(layoutAfter([...prompt], [...response])).toBe("records");
    expect(layoutAfter([...response], [...prompt])).toBe("records");
  });

  it("goes back with the templates", () => {
    expect(layoutAfter([...prompt], [...response], ["corpus.response", ""])).toBe("stream");
  });

  it("stays what it was chosen to be", () => {
    expect(layoutAfter(["tokens.layout", "stream"], [...prompt], [...response])).toBe("stream");
    expect(layoutAfter([...prompt], [...response], ["tokens.layout", "stream"])).toBe("stream");
    expect(layoutAfter(["tokens.layout", "records"])).toBe("records");
  });

  it("runs through the text for models that guess at the last position alone", () => {
    expect(layoutAfter(["model.lossPositions", "last"], [...prompt], [...response])).toBe("stream");
  });
});
