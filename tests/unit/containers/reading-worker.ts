// The reading worker in Node: bundled as a build would, and run in a real thread, which can hang and be ended.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker as Thread, type Transferable } from "node:worker_threads";
import { build } from "vite";
import { afterAll, beforeAll, vi } from "vitest";
import type { ReadingAnswer, UntrustedKind } from "@/worker/containers/untrusted-messages";
import { mutantOf } from "./support";

/** What a worker of the browser has and a thread of Node calls otherwise. */
const SURROUNDINGS = `
import { parentPort } from "node:worker_threads";
globalThis.self = globalThis;
globalThis.postMessage = (message, { transfer = [] } = {}) => parentPort.postMessage(message, transfer);
globalThis.addEventListener = (type, listener) => {
  if (type === "message") parentPort.on("message", (data) => listener({ data }));
  if (type === "unhandledrejection") process.on("unhandledRejection", (reason) => listener({ reason, preventDefault() {} }));
};
await import("./worker.mjs");
`;

/** Milliseconds without a word after which a reading counts as hung, also on a machine that does much else. */
const SILENT_AFTER = 30_000;

/** Every thread that was started, in order, and whether it has been ended. */
export const threads: { isEnded: boolean }[] = [];

/** Lets the tests of a file start reading workers; `script` stands in for the true worker. */
export function prepareReadingWorkers(script?: string): void {
  const folder = mkdtempSync(join(tmpdir(), "curio-reading-"));
  beforeAll(async () => {
    writeFileSync(join(folder, "start.mjs"), SURROUNDINGS);
    if (script === undefined) await bundle(folder);
    else writeFileSync(join(folder, "worker.mjs"), script);
    vi.stubGlobal("Worker", threadClass(pathToFileURL(join(folder, "start.mjs"))));
  });
  afterAll(() => {
    vi.unstubAllGlobals();
    rmSync(folder, { recursive: true, force: true });
  });
}

/** How the readings of changed files ended. */
export type Endings = Record<"end" | "refused" | "failed" | "lost" | "crashed" | "silent", number>;

/**
 * Reads changed copies of a file in a thread that goes on to the next after each answer; one that is silent for half
 * a minute or lost an error is ended. Every copy must come to an end of some kind.
 */
export async function readMutants(kind: UntrustedKind, seed: Uint8Array, count: number, first = 0): Promise<Endings> {
  const endings: Endings = { end: 0, refused: 0, failed: 0, lost: 0, crashed: 0, silent: 0 };
  let worker = new Worker("");
  for (let turn = first; turn < first + count; turn++) {
    const ending = await endOf(worker, kind, new Blob([mutantOf(seed, turn)]));
    endings[ending]++;
    if (!/^(silent|lost|crashed)$/.test(ending)) continue;
    worker.terminate();
    worker = new Worker("");
  }
  worker.terminate();
  return endings;
}

function endOf(worker: Worker, kind: UntrustedKind, blob: Blob): Promise<keyof Endings> {
  return new Promise((resolve) => {
    let timer = setTimeout(resolve, SILENT_AFTER, "silent");
    worker.addEventListener("message", ({ data }: MessageEvent<ReadingAnswer>) => {
      clearTimeout(timer);
      if (data.type === "notLoaded") throw new Error(data.detail);
      if (data.type === "piece") worker.postMessage({ type: "more" });
      if (data.type === "piece" || data.type === "alive" || data.type === "ready") {
        timer = setTimeout(resolve, SILENT_AFTER, "silent");
      } else resolve(data.type);
    });
    worker.addEventListener("error", () => resolve("crashed"));
    worker.postMessage({ type: "open", kind, blob });
  });
}

async function bundle(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: "warn",
    resolve: { alias: { "@": join(process.cwd(), "src") } },
    build: {
      target: "node20",
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: "src/worker/containers/untrusted.worker.ts",
        output: { entryFileNames: "worker.mjs", codeSplitting: false },
      },
    },
  });
}

/** The part of the browser's Worker that its callers use. */
function threadClass(start: URL) {
  return class {
    readonly #thread = new Thread(start);
    readonly #state = { isEnded: false };

    constructor() {
      threads.push(this.#state);
    }

    addEventListener(type: string, listener: (event: object) => void): void {
      // One listener of a kind is all that anyone adds; a new one takes the place of the last.
      if (type === "message") this.#thread.removeAllListeners(type).on(type, (data) => listener({ data }));
      if (type === "error") {
        const tell = ({ message }: Error) => listener({ message, preventDefault: () => {} });
        this.#thread.removeAllListeners(type).on(type, tell);
      }
    }

    postMessage(message: unknown, transfer: readonly Transferable[] = []): void {
      this.#thread.postMessage(message, transfer);
    }

    terminate(): void {
      this.#state.isEnded = true;
      void this.#thread.terminate();
    }
  };
}
