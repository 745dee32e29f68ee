// PyTorch on the same processor: the same weights, windows and settings by files in a temporary folder.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { modelValues } from "@/domain/architectures/model-config";
import { writeSafetensors } from "@/domain/checkpoint/safetensors-write";
import { initializeParameters } from "@/domain/graph/initialize";
import type { Peer, Task, Work } from "../peer";
import { buildSystem, startsOf } from "../systems";
import { TorchProcess, type TorchSetting } from "./torch-process";

/** What the process says about itself. */
export interface TorchFacts {
  readonly torch: string;
  readonly python: string;
  readonly matrixLibrary: string;
  readonly threads: number;
  /** Whether this version has scaled_dot_product_attention. */
  readonly attention: boolean;
}

/** Batches that are written out; longer runs begin again with the first. */
const WRITTEN_BATCHES = 200;

/** Asks a Python about its torch in one setting. */
export async function readTorchFacts(python: string, setting: TorchSetting): Promise<TorchFacts> {
  const process = new TorchProcess(python, setting);
  const facts = await process.ask<TorchFacts>({ kind: "about" });
  process.close();
  return facts;
}

/** Tells whether products run on a library that deserves a comparison. */
export function hasFastProducts(facts: TorchFacts): boolean {
  return /OpenBLAS|MKL/.test(facts.matrixLibrary);
}

/** Makes the peer that runs a Python's torch in one setting. */
export function torchPeer(python: string, facts: TorchFacts, setting: TorchSetting): Peer {
  const threads = facts.threads === 1 ? "one thread" : `${facts.threads} threads`;
  const waiting = setting.passive ? ", which sleep while they wait" : "";
  const caveat = hasFastProducts(facts) ? "" : "; unfair without OpenBLAS";
  return {
    form: `PyTorch ${facts.torch} on ${facts.matrixLibrary}; ${threads}${waiting}${caveat}`,
    async open(task) {
      if (task.kind !== "training" && task.kind !== "product") return null;
      const process = new TorchProcess(python, setting);
      const folder = mkdtempSync(join(tmpdir(), "curio-bench-torch-"));
      if (task.kind === "training") writeTask(folder, task);
      await process.ask({ ...task, path: folder });
      return {
        run: (count) => process.ask<Work>({ kind: "run", count }),
        async close() {
          process.close();
          rmSync(folder, { recursive: true, force: true });
        },
      };
    },
  };
}

function writeTask(folder: string, task: Extract<Task, { kind: "training" }>): void {
  const system = buildSystem(task.system, task.dropout);
  const { graph, model, order, windows, optimizer, learningRate } = system;
  const { layers, heads, dropout } = modelValues(model);
  const description = {
    architecture: model.architecture,
    contextLength: graph.contextLength,
    lossPositions: graph.lossPositions,
    layers,
    heads,
    dropout,
    batchSize: order.batchSize,
    optimizer,
    learningRate,
  };
  const starts = new Uint32Array(WRITTEN_BATCHES * order.batchSize);
  for (let step = 0; step < WRITTEN_BATCHES; step++) starts.set(startsOf(system, step), step * order.batchSize);
  writeFileSync(join(folder, "system.json"), JSON.stringify(description));
  writeFileSync(join(folder, "weights.safetensors"), writeSafetensors(initializeParameters(graph, order.seed), {}));
  writeFileSync(join(folder, "tokens.bin"), new Uint8Array(windows.tokens.buffer));
  writeFileSync(join(folder, "starts.bin"), new Uint8Array(starts.buffer));
}
