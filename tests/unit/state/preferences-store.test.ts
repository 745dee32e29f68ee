import { describe, expect, it } from "vitest";
import { createPreferencesStore } from "@/state/preferences-store";
import { runName } from "@/state/run-name";

describe("preferences store", () => {
  it("speaks the browser's first language of the two", () => {
    expect(createPreferencesStore(null, ["fr", "pt-PT", "en"]).getState().language).toBe("pt-BR");
    expect(createPreferencesStore(null, ["en-GB", "pt"]).getState().language).toBe("en");
    expect(createPreferencesStore(null, ["fr"]).getState().language).toBe("en");
  });

  it("remembers language, theme, whether to tell of ends and what was measured", () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    const first = createPreferencesStore(storage, ["en"]).getState();
    first.setLanguage("pt-BR");
    first.setTheme("dark");
    first.setNoticeAtEnd(true);
    first.setMeasured("a text");
    const next = createPreferencesStore(storage, ["en"]).getState();
    expect(next).toMatchObject({ language: "pt-BR", theme: "dark", noticeAtEnd: true, measured: "a text" });
    next.setNoticeAtEnd(false);
    expect(createPreferencesStore(storage, ["en"]).getState().noticeAtEnd).toBe(false);
  });

  it("ignores what it cannot have written", () => {
    const storage = { getItem: () => "plaid", setItem: () => undefined };
    expect(createPreferencesStore(storage, ["pt"]).getState()).toMatchObject({
      language: "pt-BR",
      theme: null,
      noticeAtEnd: false,
    });
  });

  it("works where storage throws", () => {
    const storage = {
      getItem: () => {
        throw new Error("blocked");
      },
      setItem: () => {
        throw new Error("blocked");
      },
    };
    const store = createPreferencesStore(storage, ["en"]);
    store.getState().setTheme("light");
    expect(store.getState().theme).toBe("light");
  });
});

describe("run names", () => {
  it("repeat for the same number and differ by language", () => {
    expect(runName("en", "a1", 3)).toBe(runName("en", "a1", 3));
    expect(runName("en", "a2", 3)).not.toBe(runName("en", "a1", 3));
    expect(runName("en", "a1", 3)).toMatch(/^\w+-\w+-3$/);
    expect(runName("pt-BR", "a1", 3)).not.toBe(runName("en", "a1", 3));
  });
});
