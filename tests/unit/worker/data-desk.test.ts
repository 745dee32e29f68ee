import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import { DataDesk } from "@/worker/data-desk";
import { EventOutbox } from "@/worker/event-outbox";

const { seed, corpus } = defaultConfig;
const tokens = { ...defaultConfig.tokens, split: "position", contextLength: 4 } as const;
const text = "a quick brown fox jumps over the lazy dog ".repeat(20);

describe("the data desk", () => {
  it("gives prepared data for exactly the settings it was made by, and prepares nothing for others", async () => {
    const desk = new DataDesk(new EventOutbox());
    expect(desk.preparedFor(seed, corpus, tokens)).toBeNull();
    await desk.load({ kind: "text", name: "fox.txt", text }, corpus);
    expect(desk.preparedFor(seed, corpus, tokens)).toBeNull();
    const prepared = await desk.prepare(seed, corpus, tokens, null);
    if (!prepared.ok) throw new Error(JSON.stringify(prepared.error));
    expect(desk.preparedFor(seed, corpus, tokens)?.windows).toBe(prepared.value.windows);
    expect(desk.preparedFor(seed, corpus, { ...tokens, contextLength: 5 })).toBeNull();
    expect(desk.preparedFor("other", corpus, tokens)).toBeNull();
    expect(desk.preparedFor(seed, corpus, tokens)?.windows).toBe(prepared.value.windows);
  });
});
