// What measuring a model of a file says, beside the float64 formulas on the same windows.

import { describe, expect, it } from "vitest";
import { buildGraph } from "@/domain/architectures/model-config";
import { tensorsInMemory } from "@/domain/stored-tensor";
import { countsAsTarget } from "@/domain/windows/loss-mask";
import { windowStarts } from "@/domain/windows/token-windows";
import { createPlanEngine } from "@/engine/plan/plan-engine";
import { wasmTarget } from "@/engine/plan/wasm/open-wasm-engine";
import { DataDesk } from "@/worker/data-desk";
import { EvaluationDesk } from "@/worker/evaluation-desk";
import { EventOutbox } from "@/worker/event-outbox";
import { importCheckpoint } from "@/worker/import-checkpoint";
import { oracleLogits, oracleLoss, toFloat64 } from "../oracle/oracle";
import { fileWith, noStandIn, partsOf, smallModels } from "../unit/support/foreign-file";
import { openWasmDevice } from "./plan/support/open-wasm";
import { unwrap } from "./support/desks";

const report = { id: "plan-wasm", adapter: null, threads: 1, reason: "requested" } as const;
const engine = createPlanEngine(wasmTarget(report, () => openWasmDevice(1)));
const songs = Array.from({ length: 12 }, (_, index) => "abç".repeat(1 + (index % 3)) + "ba".repeat(index % 4));

describe.each(Object.keys(smallModels) as (keyof typeof smallModels)[])("measuring a small %s of a file", (model) => {
  it.each(["validation", "all"] as const)("gives the figures of the formulas on %s", async (part) => {
    const checkpoint = unwrap(await importCheckpoint(fileWith(partsOf(model), {}), noStandIn));
    const { config, tokenizer } = checkpoint.details;
    const outbox = new EventOutbox();
    const desk = new DataDesk(outbox);
    const corpus = { ...config.corpus, textRecords: "lines" } as const;
    unwrap(await desk.load({ kind: "text", name: "songs.txt", text: songs.join("\nx") }, corpus));
    const data = unwrap(await desk.ready(config.seed, corpus, config.tokens, tokenizer));

    const measured = unwrap(
      await new EvaluationDesk(outbox).measureFile(engine, { id: "run", checkpoint, data }, part, () => true),
    );
    const { tokens, lossMask, contextLength, vocabularySize, train, validation } = data.windows;
    const starts = (part === "all" ? [train, validation] : [validation]).flatMap((set) =>
      Array.from({ length: set.count }, (_, index) => windowStarts(set)(index)),
    );
    const windows = starts.map((start) => [...tokens.subarray(start, start + contextLength + 1)]);
    const counts = (row: number, t: number) => countsAsTarget(lossMask, starts[row] + t);
    const graph = buildGraph(config.model, contextLength, vocabularySize);
    const weights = toFloat64(tensorsInMemory(checkpoint.tensors));
    const logits = oracleLogits(graph, weights, windows);
    const first = graph.lossPositions === "last" ? contextLength : 1;
    const targets = windows.flatMap((window, row) =>
      window.slice(first).map((target, i) => (counts(row, first + i) ? target : -1)),
    );
    const counted = targets.filter((target) => target >= 0).length;
    expect(counted).toBeLessThan(targets.length);
    const right = targets.filter((target, row) => {
      const scores = logits.subarray(row * vocabularySize, (row + 1) * vocabularySize);
      return scores.indexOf(Math.max(...scores)) === target;
    });

    expect(measured).toMatchObject({ windows: windows.length, step: 12, dataset: "songs.txt", unknownCharacters: 11 });
    expect(Math.abs((measured?.loss ?? 0) - oracleLoss(graph, weights, windows, { counts }))).toBeLessThan(1e-5);
    expect(measured?.accuracy).toBeCloseTo(right.length / counted, 6);
  });
});
