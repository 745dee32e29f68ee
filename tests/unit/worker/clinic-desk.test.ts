import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import { ClinicDesk } from "@/worker/clinic-desk";
import { DataDesk } from "@/worker/data-desk";
import { EventOutbox } from "@/worker/event-outbox";
import { nextMacrotask } from "@/worker/macrotask";

const { seed, tokens } = defaultConfig;
const corpus = { ...defaultConfig.corpus, removeDuplicates: false };

async function desks(text: string) {
  const outbox = new EventOutbox();
  const data = new DataDesk(outbox);
  await data.load({ kind: "text", name: "a.jsonl", text }, corpus);
  return { data, clinic: new ClinicDesk(outbox, data) };
}

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => JSON.stringify(`the record of number ${index * 7919}`)).join("\n");

describe("the clinic desk", () => {
  it("examines the data as the settings clean it, tokens where they are known", async () => {
    const { data, clinic } = await desks('"ana@x.com"\n"ana@x.com"\n"um outro"');
    const first = await clinic.examine(seed, corpus, tokens);
    if (!first.ok || first.value === null) throw new Error("expected an examination");
    expect(first.value.findings.map(({ kind, count }) => [kind, count])).toContainEqual(["duplicate", 1]);
    expect(first.value.lengths.tokens).toBeNull();
    const mended = { ...corpus, removeDuplicates: true, personalData: "english" } as const;
    await data.prepare(seed, mended, tokens, null);
    const second = await clinic.examine(seed, mended, tokens);
    if (!second.ok || second.value === null) throw new Error("expected an examination");
    expect(second.value.units).toBe(2);
    expect(second.value.findings.filter(({ kind }) => kind === "duplicate" || kind === "email")).toEqual([]);
    expect(second.value.lengths.tokens?.longest).toBe(second.value.lengths.characters.longest - 6);
  });

  it("says so where no data is loaded or nothing is left", async () => {
    const outbox = new EventOutbox();
    expect(await new ClinicDesk(outbox, new DataDesk(outbox)).examine(seed, corpus, tokens)).toEqual({
      ok: false,
      error: { code: "noData" },
    });
    const { clinic } = await desks('"a"\n"b"');
    expect(await clinic.examine(seed, { ...corpus, shortestRecord: 100 }, tokens)).toEqual({
      ok: false,
      error: { code: "corpusEmpty" },
    });
  });

  it("lets other calls in between, and gives up for a stop or a newer examination", async () => {
    const { clinic } = await desks(lines(3_000));
    let turns = 0;
    let isDone = false;
    const examining = clinic.examine(seed, corpus, tokens).finally(() => {
      isDone = true;
    });
    for (; !isDone; turns++) await nextMacrotask();
    expect(await examining).toMatchObject({ ok: true, value: { units: 3_000 } });
    expect(turns).toBeGreaterThan(3);
    const stopped = clinic.examine(seed, corpus, tokens);
    await nextMacrotask();
    clinic.stop();
    expect(await stopped).toEqual({ ok: true, value: null });
    const older = clinic.examine(seed, corpus, tokens);
    const newer = clinic.examine(seed, corpus, tokens);
    expect(await older).toEqual({ ok: true, value: null });
    expect(await newer).toMatchObject({ ok: true, value: { units: 3_000 } });
  });
});
