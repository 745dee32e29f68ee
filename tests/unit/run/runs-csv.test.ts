import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import { baselineRows } from "@/domain/run/baseline-rows";
import { runsCsv } from "@/domain/run/runs-csv";
import { facts, prepared, runOf } from "../state/fake-client";

const rate = (learningRate: number) => ({
  ...defaultConfig,
  training: { ...defaultConfig.training, learningRate },
});
const row = {
  ...{ epoch: 1, step: 8, trainLoss: 2, trainAccuracy: 0, learningRate: 0.1 },
  ...{ validationLoss: 1 / 3, validationAccuracy: 0.5 },
};
const hostile = '=HYPERLINK("x";"y"),\r\n"<b>"';
const runs = [
  runOf({ id: "aa", name: hostile, note: "-1 is\nfine", facts, config: rate(0.001), state: "finished" }),
  runOf({
    id: "bb",
    name: "b",
    config: rate(1e-7),
    parent: { id: "aa", name: "@a", step: 7, dataset: "d" },
    progress: { ...runOf().progress, step: 9, epochs: [row] },
    pace: { trainingSeconds: 0.1 + 0.2, tokensPerSecond: null, stepMilliseconds: null },
  }),
];

describe("the table of runs as CSV", () => {
  const text = runsCsv(runs, baselineRows(prepared), "en");
  const read = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });

  it("is read by another reader as it was written, a line a row", () => {
    expect(read.errors).toEqual([]);
    expect(text.startsWith("\ufeffkind,run,name,")).toBe(true);
    expect(text.endsWith("\r\n")).toBe(true);
    expect(read.data.map(({ kind, name }) => [kind, name])).toEqual([
      ["run", `'${hostile}`],
      ["run", "b"],
      ["baseline", "uniform"],
      ["baseline", "unigram"],
      ["baseline", "bigram"],
    ]);
  });

  it("holds raw numbers, and of the settings the seed and those that differ", () => {
    const [first, second, uniform] = read.data;
    expect(second).toMatchObject({
      best_loss: String(1 / 3),
      best_step: "8",
      measured_on: "validation",
      steps: "9",
      seconds: "0.30000000000000004",
      parent: "'@a",
      parent_step: "7",
      "training.learningRate": "1e-7",
    });
    expect(first).toMatchObject({ note: "'-1 is\nfine", parameters: "100", seconds: "", best_loss: "", parent: "" });
    expect(uniform).toMatchObject({ best_loss: String(Math.log(2)), steps: "" });
    expect(Object.keys(first ?? {}).slice(18)).toEqual(["seed", "training.learningRate"]);
  });

  it("is for Brazilian spreadsheets the same table with semicolons and decimal commas", () => {
    const brazilian = runsCsv(runs, baselineRows(prepared), "pt-BR");
    const again = Papa.parse<Record<string, string>>(brazilian, { header: true, skipEmptyLines: true });
    expect(again.errors).toEqual([]);
    expect(again.meta.delimiter).toBe(";");
    const withDots = again.data.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, cell]) => [name, /^\d+,[\de-]+$/.test(cell) ? cell.replace(",", ".") : cell]),
      ),
    );
    expect(withDots).toEqual(read.data);
    expect(again.data[1]?.best_loss).toBe(String(1 / 3).replace(".", ","));
  });

  it("holds no cell that a spreadsheet would run, whatever was typed", () => {
    const cells = read.data.flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^\s*[=+@-]/.test(cell))).toEqual([]);
  });
});
