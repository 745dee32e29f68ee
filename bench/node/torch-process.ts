// A Python process that answers commands, one JSON line each way, on a fixed number of threads.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { projectRoot } from "../../scripts/project-root.mjs";

/** Gives the first Python that has torch: CURIO_PYTHON, then the usual names; null where none has. */
export function findTorchPython(): string | null {
  const candidates = [process.env.CURIO_PYTHON, "python3", "/usr/bin/python3"];
  const works = (python: string) => spawnSync(python, ["-c", "import torch"], { stdio: "ignore" }).status === 0;
  return candidates.find((python) => python !== undefined && works(python)) ?? null;
}

/** How a process computes. */
export interface TorchSetting {
  readonly threads: number;
  /** Whether OpenMP's threads sleep while they wait; otherwise they spin, and OpenBLAS's threads beside them. */
  readonly passive: boolean;
  /** OpenBLAS's kernels, its own choice without: Haswell's are of 256 bits. */
  readonly kernels?: string;
}

/** One running script, torch_steps.py unless told. */
export class TorchProcess {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(python: string, { threads, passive, kernels }: TorchSetting, name = "torch_steps.py") {
    const count = String(threads);
    const counts = { OMP_NUM_THREADS: count, OPENBLAS_NUM_THREADS: count, MKL_NUM_THREADS: count };
    const chosen = kernels === undefined ? {} : { OPENBLAS_CORETYPE: kernels };
    const env = { ...process.env, ...counts, ...chosen, ...(passive ? { OMP_WAIT_POLICY: "PASSIVE" } : {}) };
    const script = join(projectRoot, "bench", name);
    this.#child = spawn(python, [script], { env, stdio: ["pipe", "pipe", "inherit"] });
    if (this.#child.stdout === null) throw new Error("TorchProcess: expected a pipe from the process, got none");
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** Sends a command and waits for its answer; throws when the process ends instead. */
  async ask<Answer>(command: { readonly kind: string; readonly [key: string]: unknown }): Promise<Answer> {
    this.#child.stdin?.write(`${JSON.stringify(command)}\n`);
    const line = await this.#lines.next();
    if (line.done === true) throw new Error(`ask: expected an answer to ${command.kind}, but Python ended`);
    return JSON.parse(line.value) as Answer;
  }

  /** Ends the process. */
  close(): void {
    this.#child.kill();
  }
}
