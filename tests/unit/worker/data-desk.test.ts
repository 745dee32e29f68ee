import { afterEach, describe, expect, it, vi } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import { DataDesk } from "@/worker/data-desk";
import { EventOutbox } from "@/worker/event-outbox";
import type { WorkerEvent } from "@/worker/protocol";

const { seed, corpus } = defaultConfig;
const tokens = { ...defaultConfig.tokens, split: "position", contextLength: 4 } as const;
const text = "a quick brown fox jumps over the lazy dog ".repeat(20);

async function loadedDesk(): Promise<DataDesk> {
  const desk = new DataDesk(new EventOutbox());
  await desk.load({ kind: "text", name: "fox.txt", text }, corpus);
  return desk;
}

afterEach(() => vi.unstubAllGlobals());

describe("the data desk", () => {
  it("tells bundled data that did not arrive from a file that cannot be read", async () => {
    vi.stubGlobal("fetch", async () => new Response("Not found", { status: 404, statusText: "Not Found" }));
    const desk = new DataDesk(new EventOutbox());
    const bundled = { kind: "bundled", id: "birds", name: "birds.txt", url: "datasets/birds.txt" } as const;
    const error = { code: "notArrived", name: "birds.txt", detail: "404 Not Found" };
    expect(await desk.load(bundled, corpus)).toEqual({ ok: false, error });
  });

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
    expect(desk.preparedFor(seed, { ...corpus, trim: !corpus.trim }, tokens)).toBeNull();
    expect(desk.preparedFor(seed, corpus, tokens)?.windows).toBe(prepared.value.windows);
  });

  it("prepares anew where the settings are others, and only there", async () => {
    const desk = await loadedDesk();
    const first = await desk.ready(seed, corpus, tokens, null);
    const again = await desk.ready(seed, corpus, tokens, null);
    const shorter = await desk.ready(seed, corpus, { ...tokens, contextLength: 3 }, null);
    if (!first.ok || !again.ok || !shorter.ok) throw new Error("ready: expected prepared data");
    expect(again.value).toBe(first.value);
    expect(shorter.value.windows.contextLength).toBe(3);
  });

  it("tells data cut by an imported vocabulary from data with its own", async () => {
    const desk = await loadedDesk();
    const ready = await desk.ready(seed, corpus, tokens, null);
    if (!ready.ok) throw new Error(JSON.stringify(ready.error));
    await desk.prepare(seed, corpus, tokens, ready.value.tokenizer.state);
    expect(desk.preparedFor(seed, corpus, tokens)).toBeNull();
  });

  it("tells what cleaning did also where the rest cannot be trained on", async () => {
    const outbox = new EventOutbox();
    const events: WorkerEvent[] = [];
    outbox.listen((batch) => void events.push(...batch));
    const desk = new DataDesk(outbox);
    await desk.load({ kind: "text", name: "a.csv", text: `a\n${"one\n".repeat(50)}two\n` }, corpus);
    const prepared = await desk.prepare(seed, corpus, { ...tokens, padRecords: false }, null);
    expect(prepared).toMatchObject({ ok: false, error: { code: "textTooShort" } });
    outbox.flush();
    const cleaned = events.filter(({ type }) => type === "cleaned");
    expect(cleaned).toMatchObject([{ report: { read: 52, findings: [{ kind: "duplicate", count: 49 }], kept: 3 } }]);
  });

  it("forgets what was prepared once other data is loaded", async () => {
    const desk = await loadedDesk();
    await desk.prepare(seed, corpus, tokens, null);
    await desk.load({ kind: "text", name: "dog.txt", text: `${text}!` }, corpus);
    expect(desk.dataset?.name).toBe("dog.txt");
    expect(desk.preparedFor(seed, corpus, tokens)).toBeNull();
  });

  it("gives up a load that a newer one has overtaken", async () => {
    const desk = new DataDesk(new EventOutbox());
    const older = desk.load({ kind: "text", name: "old.txt", text }, corpus);
    const newer = desk.load({ kind: "text", name: "new.txt", text }, corpus);
    expect(await older).toEqual({ ok: false, error: { code: "loadCancelled", name: "old.txt" } });
    expect(await newer).toMatchObject({ ok: true });
    expect(desk.dataset?.name).toBe("new.txt");
  });
});
