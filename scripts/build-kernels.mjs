// Compiles the AssemblyScript kernels to four WebAssembly modules: relaxed or plain SIMD, shared or
// private memory. Skips the work when nothing is newer than the results.
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "src/engine/plan/wasm/generated");
const builds = [
  { name: "relaxed-shared", relaxed: true, shared: true },
  { name: "relaxed-private", relaxed: true, shared: false },
  { name: "plain-shared", relaxed: false, shared: true },
  { name: "plain-private", relaxed: false, shared: false },
];

/** Time of the newest kernel source. */
function newestSource() {
  const folders = ["src/engine/plan/wasm/assembly", "src/engine/operations"].map((folder) => join(root, folder));
  const sources = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && (folder.endsWith("assembly") || entry.name === "wasm.ts"))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name)),
  );
  sources.push(
    fileURLToPath(import.meta.url),
    ...["block-sizes", "control", "opcodes"].map((name) => join(root, `src/engine/plan/wasm/${name}.ts`)),
  );
  return Math.max(...sources.map((source) => statSync(source).mtimeMs));
}

function oldestResult() {
  const times = builds.map(
    ({ name }) => statSync(join(target, `${name}.wasm`), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  return Math.min(...times);
}

/** @param {{ name: string, relaxed: boolean, shared: boolean }} build */
async function compile({ name, relaxed, shared }) {
  const options = [
    "src/engine/plan/wasm/assembly/index.ts",
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
  const { error, stderr } = await asc.main(options);
  if (error) throw new Error(`build-kernels: ${name}: ${error.message}\n${stderr.toString()}`);
}

/** Builds what is out of date; also Vitest's global setup. */
export async function setup() {
  if (oldestResult() >= newestSource()) return;
  mkdirSync(target, { recursive: true });
  for (const build of builds) await compile(build);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await setup();
