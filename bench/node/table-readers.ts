// `npm run bench:tables`: how PapaParse, DuckDB and Python's csv.Sniffer with csv.reader read the tables of the cases,
// beside ours. Prints a table for docs/table-readers.md.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { defaultConfig } from "@/domain/config/defaults";
import { rankLegacyEncodings } from "@/domain/corpus/legacy-detector";
import { createSourceReader } from "@/domain/corpus/read-source";
import { finished } from "@/domain/finished";
import { projectRoot } from "../../scripts/project-root.mjs";
import { openDuckDb, type Query } from "./duckdb";

const FOLDER = join(projectRoot, "tests/cases/fixtures");
/** Reads a file as the documentation of csv.Sniffer shows it; prints delimiter, widths and whether there is a header. */
const PYTHON = `
import csv, io, json, sys
text = open(sys.argv[1], newline="", encoding="utf-8", errors="replace").read()
try:
    sniffer = csv.Sniffer()
    dialect = sniffer.sniff(text[:1024])
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), dialect) if row]
    print(json.dumps([dialect.delimiter, [len(row) for row in rows], sniffer.has_header(text[:1024])]))
except Exception as error:
    print(json.dumps(str(error)))
`;

/** Runs the command; gives the exit status. */
export async function main(): Promise<number> {
  const { query, register } = await openDuckDb();
  console.log("| file | Curió | PapaParse | DuckDB | Python csv |\n| --- | --- | --- | --- | --- |");
  for (const name of readdirSync(FOLDER).sort()) {
    if (!/\.(?:csv|tsv)$|pipe-table/.test(name)) continue;
    const path = join(FOLDER, name);
    register(name, new Uint8Array(readFileSync(path)));
    console.log(`| ${name} | ${ours(name, path)} | ${papa(path)} | ${duckDb(name, query)} | ${python(path)} |`);
  }
  return 0;
}

function ours(name: string, path: string): string {
  const bytes = new Uint8Array(readFileSync(path));
  const reader = createSourceReader({
    name,
    totalBytes: bytes.length,
    corpus: defaultConfig.corpus,
    detector: () => rankLegacyEncodings,
  });
  reader.push(bytes);
  const read = finished(reader.finish());
  if (!read.ok) return read.error.code;
  if (read.value.kind === "text") return "a text";
  const { facts, columns, rows } = read.value;
  const header = facts.dialect?.hasHeader ? "header" : "no header";
  return `${mark(facts.dialect?.delimiter ?? "")}, ${columns.length} columns, ${rows.length} rows, ${header}`;
}

function papa(path: string): string {
  const { data, meta } = Papa.parse<string[]>(readFileSync(path, "utf8"), { skipEmptyLines: true });
  return `${mark(meta.delimiter)}, ${widths(data.map((row) => row.length))}`;
}

function duckDb(name: string, query: Query): string {
  try {
    const [found] = query(`select Delimiter, HasHeader, len(Columns) as columns from sniff_csv('${name}')`);
    const [{ rows }] = query(`select count(*) as rows from read_csv('${name}')`);
    const header = found.HasHeader === true ? "header" : "no header";
    return `${mark(String(found.Delimiter))}, ${found.columns} columns, ${rows} rows, ${header}`;
  } catch (error) {
    return String(error).split("\n", 1)[0];
  }
}

function python(path: string): string {
  const { stdout } = spawnSync(process.env.CURIO_PYTHON ?? "python3", ["-c", PYTHON, path], { encoding: "utf8" });
  const read: string | [string, number[], boolean] = JSON.parse(stdout);
  if (typeof read === "string") return read;
  return `${mark(read[0])}, ${widths(read[1])}, ${read[2] ? "header" : "no header"}`;
}

/** Writes rows by their width: "60 rows of 3 fields, 1 of 2". */
function widths(lengths: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const length of lengths) counts.set(length, (counts.get(length) ?? 0) + 1);
  const sorted = [...counts].sort((first, second) => second[1] - first[1]).slice(0, 3);
  return `${sorted.map(([length, count]) => `${count} rows of ${length}`).join(", ")}${counts.size > 3 ? ", …" : ""}`;
}

function mark(delimiter: string): string {
  if (delimiter === "") return "no delimiter";
  return delimiter === "|" ? "`\\|`" : `\`${delimiter === "\t" ? "\\t" : delimiter}\``;
}
