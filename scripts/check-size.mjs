// Fails when the built page outgrows its budget. Sizes are gzip, since that is what travels.
import { readFileSync } from "node:fs";
import { basename, dirname, extname, join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { listFiles } from "./list-files.mjs";
import { projectRoot } from "./project-root.mjs";

const KILOBYTE = 1024;
/** Everything that must arrive before the page can be used: no charts, no worker. */
const INITIAL_BUDGET = 160 * KILOBYTE;
/** The words of the languages by the names of their chunks, one of which must arrive too. */
const LANGUAGE_CHUNKS = ["en", "pt-br"];
/** Any other script: the chart library's chunk and the worker with tfjs in it. */
const LAZY_CHUNK_BUDGET = 300 * KILOBYTE;
/**
 * Scripts that few files call for, by name, beside the total: the statistics that tell legacy encodings apart, and the
 * readers of two formats with the libraries and the tables that they need.
 */
const RARE_BUDGETS = new Map([
  ["legacy-detector", 760 * KILOBYTE],
  ["pdf-reader", 500 * KILOBYTE],
  ["parquet-reader", 110 * KILOBYTE],
]);
/**
 * All other scripts, styles and WebAssembly together. What reads and trains models from elsewhere, compares answers and
 * runs on graphics cards is among them, which few fetch.
 */
const TOTAL_BUDGET = 1_280 * KILOBYTE;

/** Chunks that arrive with the first file that calls for them, neither with the page nor with a worker. */
const CALLED_CHUNKS = [
  "zip-reader",
  "gzip-reader",
  "tar-reader",
  "xlsx-reader",
  "ods-reader",
  "markup-reader",
  "pdf-reader",
  "parquet-reader",
];

const dist = join(projectRoot, "dist");

/**
 * Gives the gzip size of a file in bytes.
 * @param {string} path
 */
function gzipSize(path) {
  return gzipSync(readFileSync(path), { level: 9 }).length;
}

/**
 * Collects a chunk and all chunks that it imports statically.
 * @param {string} path
 * @param {Set<string>} seen
 */
function collectStatic(path, seen) {
  if (seen.has(path)) return;
  seen.add(path);
  if (extname(path) !== ".js") return;
  const imports = readFileSync(path, "utf8").matchAll(
    /(?:^|[;}\s])(?:import|export)(?:[\w*${},\s]*?from)?["'](\.[^"']+\.js)["']/g,
  );
  for (const [, address] of imports) collectStatic(join(dirname(path), address ?? ""), seen);
}

/** Gives the files that index.html loads by itself, the page included. */
function initialFiles() {
  const page = join(dist, "index.html");
  const html = readFileSync(page, "utf8");
  const seen = new Set([page]);
  for (const [, address] of html.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)) {
    collectStatic(join(dist, address ?? ""), seen);
  }
  return seen;
}

/**
 * Prints one line of the table; tells whether the size is within its budget.
 * @param {string} name
 * @param {number} size
 * @param {number} budget
 */
function report(name, size, budget) {
  const within = size <= budget;
  const kilobytes = (/** @type {number} */ bytes) => (bytes / KILOBYTE).toFixed(1).padStart(7);
  console.log(`${within ? "ok  " : "OVER"} ${kilobytes(size)} of ${kilobytes(budget)} KB  ${name}`);
  return within;
}

const code = listFiles(dist).filter((path) => [".js", ".css", ".wasm", ".html"].includes(extname(path)));
const sizes = new Map(code.map((path) => [path, gzipSize(path)]));
const sum = (/** @type {Iterable<string>} */ paths) =>
  [...paths].reduce((total, path) => total + (sizes.get(path) ?? 0), 0);
const isChunk = (/** @type {string} */ path, /** @type {string} */ name) =>
  extname(path) === ".js" && new RegExp(`^${name}-[\\w-]{8}\\.js$`).test(basename(path));
const languages = LANGUAGE_CHUNKS.map((name) => code.filter((path) => isChunk(path, name)));
const largest = languages
  .flat()
  .toSorted((one, other) => (sizes.get(other) ?? 0) - (sizes.get(one) ?? 0))
  .slice(0, 1);
const initial = new Set([...initialFiles(), ...largest]);
const rareBudget = (/** @type {string} */ path) => [...RARE_BUDGETS].find(([name]) => isChunk(path, name))?.[1];
const lazy = code.filter((path) => !initial.has(path) && extname(path) === ".js");

const results = [
  report(`initial: ${[...initial].map((path) => basename(path)).join(", ")}`, sum(initial), INITIAL_BUDGET),
  ...lazy.map((path) => report(relative(dist, path), sizes.get(path) ?? 0, rareBudget(path) ?? LAZY_CHUNK_BUDGET)),
  report(
    "all other scripts, styles and WebAssembly",
    sum(code.filter((path) => rareBudget(path) === undefined)),
    TOTAL_BUDGET,
  ),
];

/** The page, its workers and all that they import at once. */
const early = new Set(initial);
for (const path of lazy) if (/worker/.test(basename(path))) collectStatic(path, early);
for (const name of CALLED_CHUNKS) {
  const path = code.find((candidate) => basename(candidate).startsWith(`${name}-`));
  const isApart = path !== undefined && !early.has(path);
  if (!isApart) console.log(`EARLY ${name} is no chunk of its own that waits until it is called for`);
  results.push(isApart);
}
process.exitCode =
  initial.size > 1 && languages.every((chunks) => chunks.length === 1) && results.every(Boolean) ? 0 : 1;
