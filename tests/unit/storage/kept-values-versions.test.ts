// Later versions of the page read what released versions kept of runs, data and pages. DO NOT CHANGE a fixture: add one
// when a kept value gets a new version.
import { expect, it } from "vitest";
import { readWeights } from "@/domain/checkpoint/checkpoint-file";
import { parseConfig } from "@/domain/config/parse-config";
import { columnOf } from "@/domain/run/step-table";
import { dataOfRecord } from "@/storage/kept-data";
import { pageOfRecord } from "@/storage/kept-page";
import { queueOfRecord } from "@/storage/kept-queue";
import { runOfValue, tokensIdOfValue, withParts } from "@/storage/kept-run";
import { tokensOfRecord } from "@/storage/kept-tokens";
import type { LoadedRecord } from "@/storage/load-record";
import queue1 from "./fixtures/queue-1.json";
import values1 from "./fixtures/values-1.json";
import values2 from "./fixtures/values-2.json";

/** A record with its parts in base 64. */
type Fixture = Pick<LoadedRecord, "kind" | "version" | "value"> & {
  readonly parts: Readonly<Record<string, string>>;
  readonly needs: readonly string[];
};

/** Gives a record of version 1 as the store gives it. */
function recordOf(id: keyof typeof values1): LoadedRecord {
  return loaded(id, values1[id]);
}

function loaded(id: string, fixture: object): LoadedRecord {
  const { parts, needs: _, ...rest } = fixture as Fixture;
  const bytes = Object.entries(parts).map(([name, text]) => [name, new Uint8Array(Buffer.from(text, "base64"))]);
  return { id, save: 1, savedAt: 1, checkpoints: [], lost: null, parts: Object.fromEntries(bytes), ...rest };
}

it("a run of version 1 comes back with its record, series, samples and weights", () => {
  const record = recordOf("run-0f1e2d3c4b5a6978");
  const read = runOfValue("run-0f1e2d3c4b5a6978", record, new Map());
  const run = withParts(read!.run, record.parts);
  expect(read?.began).toBe(1_796_000_000_000);
  expect(run).toMatchObject({
    id: "0f1e2d3c4b5a6978",
    name: "ipê-azul-3",
    note: "primeira",
    colour: 4,
    pinned: true,
    drawn: false,
    planned: true,
    state: "finished",
    reason: "epochsDone",
    endStep: 3,
    config: { tokens: { countPadding: true } },
    data: { name: "aves.csv", hash: "b1", trainWindows: 9, tokenizer: { kind: "character" } },
    parent: { id: "0123456789abcdef", name: "calm-heron-1", step: 40, dataset: "cars.csv" },
    progress: { step: 3, epoch: 1, epochs: [{ epoch: 1, step: 3, validationLoss: 1.25 }] },
    facts: { parameterCount: 100, device: { id: "reference-cpu" } },
    pace: { trainingSeconds: 2.5, tokensPerSecond: 100, stepMilliseconds: 4 },
    changes: [{ step: 2, path: "training.learningRate", from: 0.003, to: 0.01 }],
    cuts: [{ step: 1, lost: 2 }],
    samples: [{ step: 3, prompt: "a", seed: "7", text: "abab" }],
  });
  expect([...columnOf(run.series.training, "loss")]).toEqual([3, 1.5, 1]);
  expect([...columnOf(run.series.training, "gradientNorm")]).toEqual([1, Number.NaN, 1]);
  expect([...columnOf(run.series.validation, "accuracy")]).toEqual([0.5]);
  expect([...columnOf(run.series.clock, "seconds")]).toEqual([2.5]);
  const weights = readWeights(record.parts.last ?? new Uint8Array());
  if (!weights.ok) throw new Error(weights.error.code);
  expect([...(weights.value.tensors.get("w")?.data ?? [])]).toEqual([0.5, -1]);
  expect(weights.value.details).toMatchObject({ progress: { step: 3 }, trainingSeconds: 2.5, dataset: { hash: "b1" } });
});

it("a run of version 2 comes back with the tables of its tokens, which stand in a record of their own", () => {
  const [id, tokens] = ["run-0f1e2d3c4b5a6978", "tokens-0123456789abcdef"] as const;
  const record = loaded(id, values2[id]);
  expect(tokensIdOfValue(record)).toBe(tokens);
  const text = tokensOfRecord(loaded(tokens, values2[tokens]));
  const read = runOfValue(id, record, new Map([[tokens, text ?? ""]]));
  const before = runOfValue(id, recordOf(id), new Map());
  expect(read).toEqual(before);
  expect(read?.run.data.tokenizer.vocabulary).toHaveLength(2);
});

it("data of version 1 come back to the byte", async () => {
  const dropped = dataOfRecord(recordOf("data-b1"));
  if (dropped?.kind !== "files") throw new Error("expected files");
  const [{ path, file }] = dropped.files;
  expect([dropped.name, path, file.name, file.type, file.lastModified]).toEqual([
    "aves.csv",
    "aves.csv",
    "aves.csv",
    "text/csv",
    1_796_000_000_000,
  ]);
  expect(await file.text()).toBe("ave\ncurió\n");
  expect(dataOfRecord(recordOf("data-c2"))).toEqual({ kind: "text", name: "Texto colado", text: "\ufeffolá\r\n" });
});

it("a page of version 1 comes back with its settings, data, open run and budget", () => {
  const page = pageOfRecord(recordOf("page"));
  expect(page).toMatchObject({
    address: "?lang=pt-BR",
    data: { bundled: null, hash: "b1", name: "aves.csv", kept: true },
    open: "0f1e2d3c4b5a6978",
    begun: 3,
    budget: 67_108_864,
    deleted: ["aa"],
  });
  const wished = parseConfig(page?.wished);
  // Padding counted before one could choose.
  expect(wished).toMatchObject({ ok: true, value: { config: { seed: "17", tokens: { countPadding: true } } } });
});

it("a queue of version 1 comes back with its plans, each with its settings and first weights", () => {
  const queue = queueOfRecord(queue1.queue);
  const parent = { id: "0f1e2d3c4b5a6978", name: "ipê-azul-3", step: 40, dataset: "aves.csv" };
  const file = "run-0f1e2d3c4b5a6978.first-40-1.checkpoint";
  const begin = (learningRate: number, from: object) => {
    return { kind: "begin", config: { seed: "17", tokens: { countPadding: true }, training: { learningRate } }, from };
  };
  expect(queue).toMatchObject({ trained: "1111111111111111", ended: 2, failed: 1 });
  expect(queue?.plans).toMatchObject([
    { id: "1111111111111111", label: "Taxa de aprendizado 0,01", work: begin(0.01, { kind: "fresh" }) },
    { id: "2222222222222222", work: begin(0.003, { kind: "parent", parent, weights: "best" }) },
    { id: "3333333333333333", work: begin(0.002, { kind: "checkpoint", parent, file }) },
    {
      id: "4444444444444444",
      data: { name: "aves.csv", hash: "b1" },
      work: { kind: "goOn", run: parent.id, training: { runLength: "steps", steps: 80, learningRate: 0.5 } },
    },
  ]);
});
