// The table of runs as CSV (RFC 4180): raw numbers, settings by their paths, and nothing that a spreadsheet would run. It
// begins with a byte order mark, without which Excel takes UTF-8 for an old encoding.
import { diffConfigs } from "../config/config-diff";
import { type ConfigPath, getByPath } from "../config/config-path";
import { configPaths } from "../config/parameters";
import type { Language } from "../language";
import type { BaselineRow } from "./baseline-rows";
import type { Run } from "./run";
import { type RunRow, rowsOf } from "./run-rows";
import { typedCell } from "./table-cell";

const BYTE_ORDER_MARK = "\ufeff";

/** What stands between cells and before decimals. */
interface Dialect {
  readonly delimiter: "," | ";";
  readonly decimal: "." | ",";
}

/** A spreadsheet opens a file by its country's signs; with others all of a row lands in one cell. */
const dialects: Readonly<Record<Language, Dialect>> = {
  en: { delimiter: ",", decimal: "." },
  "pt-BR": { delimiter: ";", decimal: "," },
};

/** A cell before it is written; what is not known is empty. */
type Cell = string | number | null | undefined;

/** A column that every table has: its name, and what stands in it of a run and of a baseline. */
interface Column {
  readonly name: string;
  readonly ofRun: (row: RunRow, run: Run) => Cell;
  readonly ofBaseline?: (row: BaselineRow) => Cell;
}

const columns: readonly Column[] = [
  { name: "kind", ofRun: () => "run", ofBaseline: () => "baseline" },
  { name: "run", ofRun: ({ id }) => id },
  { name: "name", ofRun: ({ name }) => name, ofBaseline: ({ name }) => name },
  { name: "note", ofRun: ({ note }) => note },
  { name: "state", ofRun: ({ state }) => state },
  { name: "parameters", ofRun: (row) => row.parameterCount, ofBaseline: (row) => row.parameterCount },
  { name: "best_loss", ofRun: ({ best }) => best?.loss, ofBaseline: ({ loss }) => loss },
  {
    name: "bits_per_character",
    ofRun: ({ best }) => best?.bitsPerCharacter,
    ofBaseline: ({ bitsPerCharacter }) => bitsPerCharacter,
  },
  { name: "best_accuracy", ofRun: ({ best }) => best?.accuracy, ofBaseline: ({ accuracy }) => accuracy },
  { name: "measured_on", ofRun: ({ best }) => best && (best.onValidation ? "validation" : "training") },
  { name: "best_step", ofRun: ({ best }) => best?.step },
  { name: "steps", ofRun: ({ steps }) => steps },
  { name: "seconds", ofRun: ({ seconds }) => seconds },
  { name: "device", ofRun: ({ device }) => device?.id },
  { name: "threads", ofRun: ({ device }) => device?.threads },
  { name: "data", ofRun: (_, { data }) => data.name },
  { name: "parent", ofRun: ({ parent }) => parent?.name },
  { name: "parent_step", ofRun: ({ parent }) => parent?.step },
];

/**
 * Writes runs, in their order, and the baselines, as spreadsheets of the language read them; of the settings those in
 * which the runs differ, and the seed.
 */
export function runsCsv(runs: readonly Run[], baselines: readonly BaselineRow[], language: Language): string {
  const { delimiter, decimal } = dialects[language];
  const settings = changedSettings(runs);
  const rows = rowsOf(runs, null);
  const lines: Cell[][] = [
    [...columns.map(({ name }) => name), ...settings],
    ...runs.map((run, index) => [
      ...columns.map(({ ofRun }) => ofRun(rows[index], run)),
      ...settings.map((path) => settingCell(getByPath(run.config, path))),
    ]),
    ...baselines.map((row) => [...columns.map(({ ofBaseline }) => ofBaseline?.(row)), ...settings.map(() => "")]),
  ];
  const row = (line: readonly Cell[]) => `${line.map((cell) => written(cell, decimal)).join(delimiter)}\r\n`;
  return `${BYTE_ORDER_MARK}${lines.map(row).join("")}`;
}

/** Lists the settings in which some of the runs differ, and always the seed, in the order of the settings. */
export function changedSettings(runs: readonly Pick<Run, "config">[]): readonly ConfigPath[] {
  const [first, ...others] = runs;
  const changed = new Set<ConfigPath>(["seed"]);
  for (const { config } of first === undefined ? [] : others) {
    const { live, structural } = diffConfigs(first.config, config);
    for (const path of [...live, ...structural]) changed.add(path);
  }
  return configPaths.filter((path) => changed.has(path));
}

function settingCell(value: unknown): Cell {
  return typeof value === "number" || typeof value === "string" ? value : JSON.stringify(value);
}

function written(cell: Cell, decimal: string): string {
  if (cell === null || cell === undefined) return "";
  return typeof cell === "number" ? String(cell).replace(".", decimal) : typedCell(cell);
}
