// Compiles the AssemblyScript kernels to four WebAssembly modules: relaxed or plain SIMD, shared or
// private memory. Skips the work when nothing is newer than the results.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";
import { kernelSources } from "./kernel-sources.mjs";
import { listFiles } from "./list-files.mjs";
import { projectRoot as root } from "./project-root.mjs";

const target = join(root, "src/engine/plan/wasm/generated");
const builds = [
  { name: "relaxed-shared", relaxed: true, shared: true },
  { name: "relaxed-private", relaxed: true, shared: false },
  { name: "plain-shared", relaxed: false, shared: true },
  { name: "plain-private", relaxed: false, shared: false },
];

/** Every AssemblyScript file. */
const sources = () => listFiles(join(root, "src/engine")).filter((path) => path.endsWith(".as.ts"));

/**
 * Finds the kernels: what the files kernels.as.ts of the operations' folders export under the name of a kernel. Gives
 * the module of each exported function, as a file in the target folder imports it.
 */
function findKernels() {
  const places = new Map();
  for (const path of sources().filter((path) => path.endsWith("kernels.as.ts"))) {
    const module = relative(target, path).replaceAll("\\", "/").replace(/\.ts$/, "");
    for (const [, name] of readFileSync(path, "utf8").matchAll(/^export function (\w+)/gm)) places.set(name, module);
  }
  return places;
}

/** Writes the sources that follow from the host's; those that are as they should be keep their time. */
async function writeSources() {
  mkdirSync(target, { recursive: true });
  for (const [name, text] of await kernelSources(findKernels())) {
    const path = join(target, name);
    if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeFileSync(path, text);
  }
}

/** Time of the newest kernel source. */
function newestSource() {
  return Math.max(...[...sources(), fileURLToPath(import.meta.url)].map((source) => statSync(source).mtimeMs));
}

function oldestResult() {
  const times = builds.map(
    ({ name }) => statSync(join(target, `${name}.wasm`), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  return Math.min(...times);
}

/**
 * A source as its compiler wants it. Neither TypeScript nor Biome know decorators of functions, so that what must be
 * inlined says so by a tag in the comment before it.
 * @param {string} name
 * @param {string} folder
 */
function readSource(name, folder) {
  const path = join(folder, name);
  if (!existsSync(path)) return null;
  return readFileSync(path, "utf8").replace(/(@inline\s*\*\/\r?\n)(?=(export )?function )/g, "$1@inline ");
}

/** @param {{ name: string, relaxed: boolean, shared: boolean }} build */
async function compile({ name, relaxed, shared }) {
  const options = [
    "src/engine/plan/wasm/assembly/index.as.ts",
    "--baseDir",
    root,
    "--outFile",
    `src/engine/plan/wasm/generated/${name}.wasm`,
    "-O3",
    "--converge",
    "--noAssert",
    "--runtime",
    "stub",
    "--uncheckedBehavior",
    "always",
    "--use",
    "abort=",
    "--disableWarning",
    "112",
    "--importMemory",
    "--noExportMemory",
    "--memoryBase",
    "1024",
    "--initialMemory",
    "1",
    "--maximumMemory",
    "65536",
    "--enable",
    "simd",
    "--enable",
    "threads",
    "--enable",
    "bulk-memory",
    ...(relaxed ? ["--enable", "relaxed-simd"] : []),
    ...(shared ? ["--sharedMemory"] : []),
  ];
  const { error, stderr } = await asc.main(options, { readFile: readSource });
  if (error) throw new Error(`build-kernels: ${name}: ${error.message}\n${stderr.toString()}`);
}

/** Builds what is out of date; also Vitest's global setup. */
export async function setup() {
  await writeSources();
  if (oldestResult() >= newestSource()) return;
  for (const build of builds) await compile(build);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await setup();
