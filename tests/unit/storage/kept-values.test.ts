// What is kept of data, page and runs comes back as it was; what is none of it is refused.
import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import type { Plan } from "@/domain/run/plan";
import { addCheck, addSteps, addTime, cutSeries, emptySeries } from "@/domain/run/run-series";
import { readSeries, writeSeries } from "@/domain/run/series-bytes";
import { appendRow, MOST_ROWS } from "@/domain/run/step-table";
import { figuresOf } from "@/state/run-data";
import { dataChange, dataOfRecord } from "@/storage/kept-data";
import { pageChange, pageOfRecord } from "@/storage/kept-page";
import { queueChange, queueOfRecord } from "@/storage/kept-queue";
import { labelOfValue, recordIdOf, runChange, runOfValue, tokensIdOfValue, withParts } from "@/storage/kept-run";
import { tokensChange, tokensIdOf, tokensOfRecord } from "@/storage/kept-tokens";
import type { LoadedRecord } from "@/storage/load-record";
import type { RecordChange } from "@/storage/record-change";
import { facts, prepared, runOf } from "../state/fake-client";

/** Gives a record as a store gives what was saved, its value through JSON. */
function loaded({ kind, version, value, parts }: RecordChange): LoadedRecord {
  const whole = Object.entries(parts).flatMap(([name, bytes]) => (bytes === null ? [] : [[name, bytes] as const]));
  const rest = { id: "x", save: 1, savedAt: 1, checkpoints: [], lost: null };
  return { ...rest, kind, version, value: JSON.parse(JSON.stringify(value)), parts: Object.fromEntries(whole) };
}

function seriesOf(steps: number) {
  const series = emptySeries();
  const loss = (step: number) => Math.fround(1 / step);
  const made = Array.from({ length: steps }, (_, index) => index + 1);
  addSteps(
    series,
    made.map((step) => ({
      step,
      loss: loss(step),
      accuracy: 0.5,
      counted: 16,
      gradientNorm: Number.NaN,
      learningRate: 0.1,
    })),
  );
  addCheck(series, { step: steps, loss: 0.25, accuracy: 0.75 });
  addTime(series, steps, 2.5);
  return series;
}

describe("series", () => {
  it.each([
    ["none", 0],
    ["some", 7],
    ["joined rows and one that is not full", MOST_ROWS + 3],
  ])("of %s steps come back bit for bit and go on as before", (_, steps) => {
    const series = steps === 0 ? emptySeries() : seriesOf(steps);
    const back = readSeries(writeSeries(series));
    const row = { step: steps + 1, loss: 3, accuracy: 0, counted: 16, gradientNorm: 1, learningRate: 1 };
    for (const each of [series, back!]) appendRow(each.training, row);
    expect(writeSeries(back!)).toEqual(writeSeries(series));
    expect(back!.training.newest).toEqual(series.training.newest);
  });

  it("are refused where bytes are missing, too many or of something else", () => {
    const bytes = writeSeries(seriesOf(7));
    const more = new Uint8Array(bytes.length + 8);
    more.set(bytes);
    for (const broken of [bytes.slice(0, -8), more, new Uint8Array(), new Uint8Array(40).fill(9)])
      expect(readSeries(broken)).toBeNull();
  });

  it("are cut behind a step, so that it can be made anew once", () => {
    const series = seriesOf(7);
    cutSeries(series, 5);
    const rows = Object.values(series).map((table) => [table.rows, table.newest?.step ?? null]);
    expect(rows).toEqual([
      [5, 5],
      [0, null],
      [0, null],
    ]);
  });
});

describe("a run", () => {
  const whole = runOf({
    name: "calm-heron-3",
    note: "ç",
    data: { ...figuresOf(prepared), id: null, name: "birds.csv", hash: "b1" },
    pinned: true,
    state: "finished",
    reason: "epochsDone",
    endStep: 7,
    facts,
    pace: { trainingSeconds: 2.5, tokensPerSecond: 100, stepMilliseconds: 4 },
    cuts: [{ step: 3, lost: 2 }],
    samples: [{ step: 5, prompt: "a", seed: "1", text: "abab" }],
    series: seriesOf(7),
  });
  const none = new Map<string, string>();
  const save = { run: whole, began: 5, isWhole: true, last: new Uint8Array(3), checkpoints: [], needs: ["data-b1"] };

  it("comes back whole, its series and samples out of its parts", () => {
    const record = loaded(runChange(save));
    const row = runOfValue(recordIdOf("file"), record, none);
    expect(row).toMatchObject({ began: 5, run: { name: "calm-heron-3", samples: [] } });
    const back = withParts(row!.run, record.parts);
    expect({ ...back, series: writeSeries(back.series) }).toEqual({ ...whole, series: writeSeries(whole.series) });
    expect(record.parts.last).toEqual(new Uint8Array(3));
  });

  it("that was under way, or fell with its worker, is paused; one that diverged has ended", () => {
    const stateOf = (changes: Partial<typeof whole>) =>
      runOfValue("run-file", loaded(runChange({ ...save, run: { ...whole, ...changes } })), none)?.run;
    expect(stateOf({ state: "running", reason: null })).toMatchObject({ state: "paused", reason: null, endStep: null });
    expect(stateOf({ state: "failed", reason: "failed" })).toMatchObject({ state: "paused", error: null });
    expect(stateOf({ state: "failed", reason: "diverged" })).toMatchObject({ state: "failed", reason: "diverged" });
  });

  it("with many tokens refers to their tables, kept once by their content, and comes back with them", () => {
    const vocabulary = Array.from({ length: 5000 }, (_, id) => String.fromCodePoint(0x4e00 + id));
    const tokenizer = { kind: "character", vocabulary, specialCount: 0, padId: null } as const;
    const large = { ...whole, data: { ...whole.data, tokenizer } };
    const change = runChange({ ...save, run: large });
    const id = tokensIdOf(structuredClone(tokenizer));
    expect(change.needs).toEqual(["data-b1", id]);
    expect(JSON.stringify(change.value).length).toBeLessThan(20_000);
    const text = tokensOfRecord(loaded(tokensChange(tokenizer)));
    const record = loaded(change);
    expect(tokensIdOfValue(record)).toBe(id);
    expect(runOfValue("run-a", record, new Map([[id!, text!]]))?.run.data.tokenizer).toEqual(tokenizer);
    expect(runOfValue("run-a", record, none)).toBeNull();
    expect(labelOfValue(record)?.name).toBe("calm-heron-3");
    expect(tokensIdOf({ ...tokenizer, vocabulary: vocabulary.with(9, "x") })).not.toBe(id);
    expect(tokensOfRecord(record)).toBeNull();
  });

  it("that was never opened is saved without series and samples, which stay as they were", () => {
    expect(Object.keys(runChange({ ...save, isWhole: false, last: null }).parts)).toEqual([]);
  });

  it("is refused under another name, of a later version, or in another shape", () => {
    const record = loaded(runChange(save));
    expect(runOfValue("data-1", record, none)).toBeNull();
    expect(runOfValue("run-a", { ...record, version: 3 }, none)).toBeNull();
    expect(runOfValue("run-a", { ...record, value: { record: { told: {}, own: {} }, began: 1 } }, none)).toBeNull();
    expect(withParts(whole, { series: new Uint8Array(9), samples: new Uint8Array(9) })).toEqual(whole);
  });
});

describe("data", () => {
  it("come back as they were dropped or pasted, to the byte", async () => {
    const file = new File([new Uint8Array([255, 0, 97])], "a.csv", { type: "text/csv", lastModified: 12 });
    const dropped = { kind: "files", name: "folder", files: [{ path: "folder/a.csv", file }] } as const;
    const back = dataOfRecord(loaded(await dataChange(dropped)));
    if (back?.kind !== "files") throw new Error("expected files");
    const [{ path, file: read }] = back.files;
    expect([back.name, path, read.name, read.type, read.lastModified]).toEqual([
      "folder",
      "folder/a.csv",
      "a.csv",
      "text/csv",
      12,
    ]);
    expect([...new Uint8Array(await read.arrayBuffer())]).toEqual([255, 0, 97]);
    const pasted = { kind: "text", name: "Pasted", text: "\ufeffolá\r\n" } as const;
    expect(dataOfRecord(loaded(await dataChange(pasted)))).toEqual(pasted);
    expect(dataOfRecord({ ...loaded(await dataChange(pasted)), kind: "run" })).toBeNull();
  });
});

describe("the page", () => {
  const page = {
    address: "",
    wished: { seed: "1" },
    presetId: null,
    data: { bundled: null, hash: "b1", name: "a", kept: true },
    open: "r",
    begun: 3,
    budget: 10,
    deleted: ["q"],
  };

  it("comes back as it was, and not of a later version", () => {
    const record = loaded(pageChange(page, ["data-b1"]));
    expect(pageOfRecord(record)).toEqual(page);
    expect(pageOfRecord({ ...record, version: 3 })).toBeNull();
    expect(pageOfRecord({ ...record, value: {} })).toBeNull();
  });
});

describe("the queue", () => {
  const plan = (id: string, config = defaultConfig): Plan => {
    return { id, label: id, data: { name: "a", hash: "b1" }, work: { kind: "begin", config, from: { kind: "fresh" } } };
  };
  const longer = { ...plan("c"), work: { kind: "goOn", run: "r", training: defaultConfig.training } } as const;
  const queue = { plans: [plan("a"), longer], trained: "a", ended: 1, failed: 0 };

  it("comes back as it was, and not of a later version", () => {
    const record = loaded(queueChange(queue, ["data-b1"]));
    expect(queueOfRecord(record)).toEqual(queue);
    expect(queueOfRecord({ ...record, version: 3 })).toBeNull();
    expect(queueOfRecord({ ...record, value: {} })).toBeNull();
  });

  it("comes back without plans whose settings are none", () => {
    const broken = plan("b", "fast" as never);
    const record = loaded(queueChange({ ...queue, plans: [broken, longer] }, []));
    expect(queueOfRecord(record)?.plans).toEqual([longer]);
  });
});
