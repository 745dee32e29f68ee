// One made file from bytes to windows, in slices as the worker does it, beside PapaParse and DuckDB. Bundled as the page
// is before it runs: calls between modules that are not would cost as much as the reading.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import Papa from "papaparse";
import { defaultConfig as config } from "@/domain/config/defaults";
import { parameters } from "@/domain/config/parameters";
import { buildCorpus } from "@/domain/corpus/build-corpus";
import type { Corpus } from "@/domain/corpus/corpus";
import { createSourceReader } from "@/domain/corpus/read-source";
import type { Source } from "@/domain/corpus/source";
import { summarizeSource } from "@/domain/corpus/summarize-source";
import type { Result } from "@/domain/result";
import { prepare } from "@/domain/windows/prepare";
import type { DuckDb } from "./duckdb";
import { type MadeKind, madeFile } from "./made-files";

/** Reads, cleans, tokenizes and cuts one file; prints what each part took. DuckDB is given, as it is no part of a bundle. */
export async function measureReading(
  kind: MadeKind,
  megabytes: number,
  openDuckDb: () => Promise<DuckDb>,
): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const chunks = [...madeFile(kind, megabytes)];
  // What could be read whole is; the rest as the page samples it.
  const { max } = parameters["corpus.sampleMegabytes"];
  const corpusConfig = megabytes < max ? { ...config.corpus, sampleMegabytes: max } : config.corpus;
  const memory = watchMemory(collect);
  const rows: string[] = [];
  let begun = performance.now();
  let usedBefore = process.cpuUsage();
  let bytes = 0;
  const lap = (name: string): void => {
    const seconds = (performance.now() - begun) / 1000;
    const rate = bytes / 1e6 / seconds;
    const { user, system } = process.cpuUsage(usedBefore);
    const processor = (user + system) / 1e6;
    rows.push(
      `  ${name.padEnd(10)} ${seconds.toFixed(2).padStart(7)} s (${processor.toFixed(2)} s of processors) ${rate.toFixed(0).padStart(6)} MB/s  peak ${memory.peak()} MB, held ${memory.held()} MB`,
    );
    begun = performance.now();
    usedBefore = process.cpuUsage();
  };

  const reader = createSourceReader({
    name: `made.${kind === "text" ? "txt" : kind}`,
    totalBytes: chunks.reduce((sum, chunk) => sum + chunk.length, 0),
    corpus: corpusConfig,
  });
  for (const chunk of chunks) {
    bytes += chunk.length;
    unwrap(reader.push(chunk));
    memory.look();
  }
  let source: Result<Source> | null = finished(reader.finish(), memory.look);
  const read = unwrap(source);
  lap("read");
  summarizeSource(read);
  lap("summarize");
  let corpus: Result<Corpus> | null = finished(buildCorpus(read, corpusConfig), memory.look);
  const records = unwrap(corpus);
  lap("clean");
  const prepared = unwrap(
    finished(
      prepare({
        corpus: records,
        corpusConfig,
        tokens: config.tokens,
        seed: config.seed,
        tokenizer: null,
      }),
      memory.look,
    ),
  );
  lap("windows");
  const tokens = prepared.windows.tokens.byteLength / 1e6;
  source = corpus = null;
  if (kind === "csv") {
    // Beside ours: PapaParse on the same thread, from the same bytes to rows of values.
    begun = performance.now();
    usedBefore = process.cpuUsage();
    const decoder = new TextDecoder();
    const text = chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("");
    const { data } = Papa.parse<string[]>(text, { delimiter: ",", skipEmptyLines: true });
    lap(`PapaParse, ${data.length} rows`);
    const { query, register } = await openDuckDb();
    register("made.csv", Buffer.concat(chunks));
    begun = performance.now();
    usedBefore = process.cpuUsage();
    const [{ rows: count }] = query(
      "create table made as from read_csv('made.csv', all_varchar = true); select count(*) as rows from made",
    );
    lap(`DuckDB, ${count} rows`);
  }
  console.log(
    `${kind} ${(bytes / 1e6).toFixed(0)} MB, ${prepared.summary.trainRecords} records, tokens ${tokens.toFixed(0)} MB`,
  );
  console.log(rows.join("\n"));
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function finished<T>(work: Generator<unknown, T>, look: () => void): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    look();
  }
}

function watchMemory(collect: () => void) {
  const used = () => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  collect();
  const base = used();
  let highest = base;
  let calls = 0;
  const look = () => {
    if (calls++ % 64 === 0) highest = Math.max(highest, used());
  };
  const megabytes = (value: number) => Math.round((value - base) / 1e6);
  return {
    look,
    peak() {
      highest = Math.max(highest, used());
      const peak = megabytes(highest);
      highest = 0;
      return peak;
    },
    held() {
      collect();
      return megabytes(used());
    },
  };
}
