// What the figures were measured on.
import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../scripts/project-root.mjs";

/** The machine, its load and the versions that a figure belongs to. */
export interface Machine {
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  /** Mean number of processes that wanted a core in the last minute; above 0.3 before the start, figures are not quiet. */
  readonly loadBefore: number;
  readonly node: string;
  readonly tfjs: string;
  readonly jaxJs: string;
}

/** Describes this machine before anything runs. */
export function describeMachine(): Machine {
  const processors = cpus();
  return {
    date: new Date().toISOString(),
    processor: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    loadBefore: loadavg()[0] ?? 0,
    node: process.version,
    tfjs: packageVersion("@tensorflow/tfjs"),
    jaxJs: packageVersion("@jax-js/jax"),
  };
}

function packageVersion(name: string): string {
  const file = join(projectRoot, "node_modules", name, "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
