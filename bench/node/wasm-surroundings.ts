// The WASM target in Node, where kernels are files and helpers are threads: for tests, benchmarks and the pretraining.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { build } from "vite";
import type { KernelSource } from "@/engine/plan/wasm/kernel-module";
import type { HelperFactory } from "@/engine/plan/wasm/pool";
import type { WasmSurroundings } from "@/engine/plan/wasm/wasm-device";

const root = new URL("../../", import.meta.url);
let helperCode: Promise<string> | undefined;

/** Reads a build from its file, as scripts/build-kernels.mjs writes it. */
export const readKernels: KernelSource = async (name) =>
  new Uint8Array(await readFile(fileURLToPath(new URL(`src/engine/plan/wasm/generated/${name}.wasm`, root))));

/** Gives what a device of several threads needs here. */
export async function nodeSurroundings(): Promise<WasmSurroundings> {
  helperCode ??= bundleHelper();
  return { source: readKernels, startHelper: startThread(await helperCode) };
}

async function bundleHelper(): Promise<string> {
  const entry = fileURLToPath(new URL("./wasm-helper.ts", import.meta.url));
  const output = await build({
    root: fileURLToPath(root),
    configFile: false,
    logLevel: "silent",
    resolve: { alias: { "@": fileURLToPath(new URL("./src", root)) } },
    build: { ssr: entry, write: false, minify: false, target: "node20" },
  });
  if (!("output" in output)) throw new Error("bundleHelper: expected one bundle, got several");
  return output.output[0].code;
}

function startThread(code: string): HelperFactory {
  return (setup) => {
    const url = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
    const worker = new Worker(url, { workerData: setup });
    const failure = new Promise<void>((resolve) => worker.once("error", () => resolve()));
    const ready = new Promise<void>((resolve) => worker.once("message", () => resolve()));
    return { ready, failure, terminate: () => void worker.terminate() };
  };
}
