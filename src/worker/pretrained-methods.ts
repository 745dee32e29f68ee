// The methods that bring models from elsewhere in, and adapters beside them.
import { transfer } from "comlink";
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { writeCheckpoint } from "@/domain/checkpoint/checkpoint-file";
import { runOfFile } from "@/domain/checkpoint/run-of-file";
import { adapterBaseName } from "@/domain/pretrained/read-adapter";
import { success } from "@/domain/result";
import type { Run, RunId } from "@/domain/run/run";
import { emptySeries } from "@/domain/run/run-series";
import { tensorsInMemory } from "@/domain/stored-tensor";
import type { Desks, Methods } from "./desks";
import { importAdapterFiles } from "./import-adapter";
import { importModelFiles } from "./import-model";
import { idOfModel } from "./model-id";
import { readCheckpointOf } from "./model-source";
import { gatherModelFiles } from "./model-zips";
import type { RunDesk } from "./run-desk";
import { type UnpackedFiles, whileUnpacked } from "./unpacked-files";

/** What comes from elsewhere has ended its training there. */
const IMPORTED = { state: "finished", reason: null, error: null } as const;
/** Most bytes of weights that are handed to the page to be kept. */
const MOST_COPIED = 32 * 2 ** 20;

/** Creates the methods over the desks. */
export function createPretrainedMethods({
  runs,
  scratch,
  unpacked,
}: Desks): Methods<"importModel" | "readAdapterBase" | "importAdapter"> {
  return {
    importModel: async (known, dropped, config, label) => {
      const read = await importModelFiles(dropped, config, label, scratch);
      if (!read.ok) return read;
      const { checkpoint, origin, files } = read.value;
      const run = known ?? (await idOfModel(checkpoint).catch(discarding(read.value.unpacked)));
      unpacked.hold(run, read.value.unpacked);
      return success({ run: { ...restImported(runs, run, checkpoint), name: label.name, origin }, files });
    },
    readAdapterBase: (dropped) =>
      whileUnpacked(scratch, async (unpacked) => {
        const gathered = await gatherModelFiles(dropped, "adapter", unpacked);
        return gathered.ok ? adapterBaseName(gathered.value.files) : gathered;
      }),
    importAdapter: async (run, name, dropped, base, config) => {
      const weights = await readCheckpointOf(runs, base.id, "weights");
      if (!weights.ok) return weights;
      const read = await whileUnpacked(scratch, async (unpacked) => {
        const gathered = await gatherModelFiles(dropped, "adapter", unpacked);
        if (!gathered.ok) return gathered;
        // What an adapter has of its own is in memory once it is read.
        return importAdapterFiles(gathered.value.files, name, { ...weights.value, name: base.name }, config);
      });
      if (!read.ok) return read;
      const copy = copyOf(read.value);
      const answer = success({ run: { ...restImported(runs, run, read.value), name }, copy });
      return copy === null ? answer : transfer(answer, [copy.buffer]);
    },
  };
}

/** Throws what was thrown once the files are gone that nobody is to read. */
function discarding(unpacked: UnpackedFiles) {
  return async (thrown: unknown): Promise<never> => {
    await unpacked.discard();
    throw thrown;
  };
}

/** Lets what came from elsewhere rest as a run that has taken no step, and gives its record. */
function restImported({ resting }: RunDesk, id: RunId, checkpoint: Checkpoint): Run {
  resting.put(id, { checkpoint, status: IMPORTED, data: null, best: null, memory: null });
  const record = runOfFile(id, checkpoint.details, { label: null, series: emptySeries() });
  const held = { step: 0, kind: "last", where: "memory", seconds: 0 } as const;
  return { ...record, ...IMPORTED, endStep: 0, checkpoints: [held] };
}

/** Writes what is in memory. What is stored stays where it is: whoever reads the file has it. */
function copyOf({ tensors, details }: Checkpoint): Uint8Array<ArrayBuffer> | null {
  const own = tensorsInMemory(tensors);
  const bytes = [...own.values()].reduce((sum, { data }) => sum + data.byteLength, 0);
  return bytes > MOST_COPIED ? null : writeCheckpoint({ tensors: own, details }, null);
}
