// Files that version 0.1 saved, made by its own export from one run of 33 steps: whatever is changed
// of the formats, they still open and go on exactly. They are never made anew.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { modelValues } from "@/domain/architectures/model-config";
import type { CheckpointDetails } from "@/domain/checkpoint/checkpoint";
import { readMetricsCsv } from "@/domain/checkpoint/metrics-csv";
import type { RunSeries } from "@/domain/run/run-series";
import { rowAt, type StepTable } from "@/domain/run/step-table";
import { importCheckpoint } from "@/worker/import-checkpoint";
import { noStandIn } from "../unit/support/foreign-file";
import { useBackend } from "./support/backend";
import { Desks, unwrap } from "./support/desks";

const FOLDER = "tests/truth/fixtures/saved";
/** The text, what the files say of the run, all that it measured, and the five steps that it took after it was saved. */
const { text, details, history, next } = JSON.parse(readFileSync(`${FOLDER}/run-0.1.json`, "utf8"));

/** Lists what was measured, the ends of epochs left out, as version 0.1 knew it. */
function rowsOf({ training, validation }: RunSeries) {
  const rows = <Name extends string>(table: StepTable<Name>) =>
    Array.from({ length: table.rows }, (_, index) => rowAt(table, index));
  const ends = details.progress.epochs.map((row: { step: number }) => row.step);
  return {
    steps: rows(training).map(({ gradientNorm: _, counted: __, ...row }) => row),
    checks: rows(validation).filter(({ step }) => !ends.includes(step)),
  };
}

/** Lists each setting of the model beside the others, those that its architecture lacks too, as version 0.1 wrote them. */
function asWritten({ config, ...rest }: CheckpointDetails) {
  const { architecture } = config.model;
  return { ...rest, config: { ...config, model: { architecture, ...modelValues(config.model) } } };
}

function open(name: string) {
  return importCheckpoint(new File([readFileSync(`${FOLDER}/${name}`)], name), noStandIn);
}

describe("a run that version 0.1 saved", () => {
  useBackend("cpu");

  it("opens from its bundle with all that was measured, and trains on bit for bit", async () => {
    const saved = unwrap(await open("run-0.1.zip"));
    expect(asWritten(saved.details)).toMatchObject(details);
    expect(rowsOf(saved.series)).toEqual(history);
    const desks = new Desks("cpu");
    await desks.open(saved.details.config, text, saved);
    await desks.trainSteps(saved.details.config, next.length);
    expect(rowsOf(desks.record().series).steps.slice(-next.length)).toEqual(next);
  });

  it("opens from its weights file", async () => {
    const saved = unwrap(await open("run-0.1.safetensors"));
    expect(asWritten(saved.details)).toMatchObject(details);
    expect(saved.tensors).toEqual(unwrap(await open("run-0.1.zip")).tensors);
  });

  it("has metrics that can be read", () => {
    const { epochs, step } = details.progress;
    const read = unwrap(readMetricsCsv(readFileSync(`${FOLDER}/run-0.1.csv`, "utf8"), epochs, step));
    expect(rowsOf(read)).toEqual(history);
  });
});
