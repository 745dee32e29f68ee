// `npm run bench:reading`: how fast large files become records and windows on one core, and what that takes of
// memory. Each file in a process of its own, in slices as the worker does it; with `--page csv:100,text:1000` in
// the real page instead.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "vite";
import { projectRoot } from "../../scripts/project-root.mjs";
import { viteSettings } from "../vite-settings.mjs";
import { openDuckDb } from "./duckdb";
import { describeMachine } from "./machine";
import type { MadeKind } from "./made-files";
import { measureInPage } from "./reading-in-page";

const CASES = ["csv:100", "text:100", "text:300"] as const;

/** Runs the command; gives the exit status. */
export async function main(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: { cases: { type: "string" }, one: { type: "string" }, page: { type: "string" } },
  });
  if (values.one !== undefined) {
    const [kind, megabytes] = values.one.split(":");
    await measureBundled(kind as MadeKind, Number(megabytes));
    return 0;
  }
  const { date, processor, cores, loadBefore, node } = describeMachine();
  console.log(`${date} · ${processor}, ${cores} cores, load ${loadBefore.toFixed(2)} · Node ${node}`);
  if (values.page !== undefined) {
    for (const one of values.page.split(",")) {
      const [kind, megabytes] = one.split(":");
      await measureInPage(kind as MadeKind, Number(megabytes));
    }
    return 0;
  }
  for (const one of values.cases?.split(",") ?? CASES) {
    const run = join(projectRoot, "bench/run.mjs");
    const { status } = spawnSync(process.execPath, ["--max-old-space-size=8192", run, "reading", "--one", one], {
      stdio: "inherit",
    });
    if (status !== 0) return 1;
  }
  return 0;
}

/** Bundles the stages of reading and measures one file with them. */
async function measureBundled(kind: MadeKind, megabytes: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "curio-bench-reading-"));
  try {
    await build({
      ...viteSettings(projectRoot),
      publicDir: false,
      ssr: { noExternal: true },
      build: {
        ssr: join(projectRoot, "bench/node/reading-stages.ts"),
        outDir: folder,
        emptyOutDir: true,
        target: "es2023",
      },
    });
    const stages: typeof import("./reading-stages") = await import(
      /* @vite-ignore */ pathToFileURL(join(folder, "reading-stages.js")).href
    );
    await stages.measureReading(kind, megabytes, openDuckDb);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
