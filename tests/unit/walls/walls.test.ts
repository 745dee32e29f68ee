// Shows that the walls between the rooms hold, by trying to break each one: Biome checks a small
// file in a copy of the house that has nothing but its configuration.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = process.cwd();
let house = "";

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), "curio-walls-"));
  for (const file of ["biome.json", "package.json", ".gitignore"]) copyFileSync(join(root, file), join(house, file));
  symlinkSync(join(root, "node_modules"), join(house, "node_modules"), "junction");
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string };
}

const named = ([file, module]: Trial) => `${file} → ${module}`;

/** Gives those of the trials, files that each import one module, that the import rule refuses. */
function refusedOf(trials: readonly Trial[]): readonly string[] {
  const files = trials.map(([file, module], index) => {
    const { dir, name, ext } = parse(file);
    // A trial's file has its own name, except where the rule knows the file by its name.
    const path = name === "trial" ? join(dir, `trial-${index}${ext}`) : file;
    mkdirSync(join(house, dir), { recursive: true });
    writeFileSync(join(house, path), `import { something } from "${module}";\n\nexport const other = something;\n`);
    return path;
  });
  const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  const rule = ["--only=style/noRestrictedImports", "--max-diagnostics=none", "--reporter=json"];
  const run = spawnSync(process.execPath, [biome, "lint", ...rule, ...files], { cwd: house, encoding: "utf8" });
  for (const file of files) rmSync(join(house, file));
  const { summary, diagnostics } = JSON.parse(run.stdout);
  expect(summary.unchanged, "Biome must have looked at every file").toBe(files.length);
  const refused = new Set(
    diagnostics
      .filter(({ category }: Diagnostic) => category === "lint/style/noRestrictedImports")
      .map(({ location }: Diagnostic) => location.path),
  );
  return trials.filter((_, index) => refused.has(files[index])).map(named);
}

type Trial = readonly [file: string, module: string];

const FORBIDDEN: readonly Trial[] = [
  ["src/domain/graph/trial.ts", "@tensorflow/tfjs"],
  ["src/domain/graph/trial.ts", "react"],
  ["src/domain/graph/trial.ts", "node:fs"],
  ["src/domain/graph/trial.ts", "@/engine/engine"],
  ["src/domain/graph/trial.ts", "../../engine/engine"],
  ["src/domain/graph/trial.ts", "@/domain/../engine/engine"],
  ["src/engine/trial.ts", "react"],
  ["src/engine/trial.ts", "comlink"],
  ["src/engine/trial.ts", "@/worker/protocol"],
  ["src/engine/reference/trial.ts", "../../state/stores"],
  ["src/engine/plan/contract/trial.ts", "../graph-plan"],
  ["src/engine/plan/contract/trial.ts", "../../operations/add/plan"],
  ["src/engine/plan/contract/trial.ts", "@/engine/operations/add/plan"],
  ["src/engine/plan/plain/math.ts", "../memory-plan"],
  ["src/engine/plan/plain/plain-device.ts", "../../operations/add/plain"],
  ["src/engine/plan/wasm/assembly/trial.as.ts", "../../../operations/add/kernels.as"],
  ["src/engine/operations/add/trial.ts", "../../plan/graph-plan"],
  ["src/engine/operations/add/trial.ts", "@/engine/plan/graph-plan"],
  ["src/engine/operations/add/trial.ts", "../../plan/plain/kernels"],
  ["src/engine/operations/add/trial.ts", "../../plan/wasm/wasm-device"],
  ["src/engine/operations/add/trial.ts", "../../engine"],
  ["src/engine/operations/add/kernels.as.ts", "../../plan/wasm/generated/execute.as"],
  ["src/engine/operations/add/trial.ts", "../../reference/forward"],
  ["src/worker/containers/trial.ts", "comlink"],
  ["src/worker/containers/trial.ts", "@/engine/engine"],
  ["src/worker/containers/trial.ts", "../run-desk"],
  ["src/worker/trial.ts", "htmlparser2"],
  ["src/worker/trial.ts", "hyparquet"],
  ["src/domain/corpus/trial.ts", "unpdf/pdfjs"],
  ["src/worker/protocol.ts", "@/engine/engine"],
  ["src/worker/training-client.ts", "@/engine/engine"],
  ["src/service-worker/trial.ts", "@/domain/result"],
  ["src/service-worker/trial.ts", "../app/create-app"],
  ["src/storage/trial.ts", "react"],
  ["src/storage/trial.ts", "@/worker/protocol"],
  ["src/storage/trial.ts", "zustand"],
  ["src/state/trial.ts", "@/engine/engine"],
  ["src/state/trial.ts", "@/worker/training.worker"],
  ["src/state/trial.ts", "../worker/run-desk"],
  ["src/ui/trial.tsx", "recharts"],
  ["src/ui/trial.tsx", "@/domain/errors"],
  ["src/i18n/trial.ts", "@/state/stores"],
  ["src/features/metrics/trial.tsx", "recharts"],
  ["src/features/metrics/trial.tsx", "@/features/samples/sample-panel"],
  ["src/features/metrics/trial.tsx", "../samples/sample-panel"],
  ["src/features/metrics/parts/trial.tsx", "../../samples/sample-panel"],
  ["src/features/metrics/trial.tsx", "comlink"],
  ["src/app/trial.tsx", "@/engine/engine"],
  ["src/app/trial.tsx", "../engine/engine"],
  ["src/app/trial.tsx", "@tensorflow/tfjs"],
  ["src/app/trial.tsx", "@/service-worker/kept-files"],
  ["src/app/trial.tsx", "../service-worker/kept-files"],
  ["src/state/trial.ts", "../service-worker/protocol"],
];

// The same rooms through their doors: without these, a rule that refuses everything would pass.
const ALLOWED: readonly Trial[] = [
  ["src/domain/graph/trial.ts", "../random"],
  ["src/domain/graph/trial.ts", "@/domain/result"],
  ["src/engine/trial.ts", "@tensorflow/tfjs"],
  ["src/engine/reference/trial.ts", "../engine"],
  ["src/engine/plan/trial.ts", "../operations/add/plan"],
  ["src/engine/plan/contract/trial.ts", "./device-buffer"],
  ["src/engine/plan/plain/kernels.ts", "../../operations/add/plain"],
  ["src/engine/plan/plain/kernel.ts", "../contract/kernel-arguments"],
  ["src/engine/operations/add/trial.ts", "../../plan/contract/operation-plan"],
  ["src/engine/operations/add/trial.ts", "../../plan/plain/kernel"],
  ["src/engine/operations/add/trial.ts", "../../reference/operation-reference"],
  ["src/engine/operations/add/trial.ts", "../matmul/plan"],
  ["src/engine/operations/add/kernels.as.ts", "../../plan/wasm/assembly/context.as"],
  ["src/worker/trial.ts", "@/engine/engine"],
  ["src/worker/training-client.ts", "comlink"],
  ["src/service-worker/trial.ts", "./built-page"],
  ["src/storage/trial.ts", "idb"],
  ["src/storage/trial.ts", "comlink"],
  ["src/state/trial.ts", "@/worker/training-client"],
  ["src/ui/line-chart.tsx", "recharts"],
  ["src/ui/trial.tsx", "react"],
  ["src/features/metrics/trial.tsx", "@/ui/slider"],
  ["src/features/metrics/trial.tsx", "./metric-tile"],
  ["src/features/metrics/parts/trial.tsx", "../metric-tile"],
  ["src/app/trial.tsx", "@/features/metrics/metrics-panel"],
  ["src/app/trial.tsx", "@/service-worker/protocol"],
];

it("the walls between the rooms refuse what goes through them", () => {
  expect(refusedOf(FORBIDDEN)).toEqual(FORBIDDEN.map(named));
});

it("the walls between the rooms let through what takes the doors", () => {
  expect(refusedOf(ALLOWED)).toEqual([]);
});
