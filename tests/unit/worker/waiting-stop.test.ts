// What somebody stops while it waits for a slice of training to end never begins.
import { describe, expect, it, vi } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import { failure, success } from "@/domain/result";
import { defaultSampling } from "@/domain/sampling/sampling-parameters";
import { freshProgress } from "@/domain/training/progress";
import type { Engine } from "@/engine/engine";
import type { Desks } from "@/worker/desks";
import { EventOutbox } from "@/worker/event-outbox";
import { ExportDesk } from "@/worker/export-desk";
import { LeavingFiles } from "@/worker/leaving-files";
import { createModelMethods } from "@/worker/model-methods";
import { SampleDesk } from "@/worker/sample-desk";
import { ScratchFolder } from "@/worker/scratch-folder";
import { SerialQueue } from "@/worker/serial-queue";
import { runOf } from "../state/fake-client";
import { fileWith, partsOf } from "../support/foreign-file";

/** The methods over an open run whose slice of training lasts until `endSlice`. */
function whileTraining() {
  const queue = new SerialQueue();
  let endSlice = () => {};
  const slice = new Promise<void>((resolve) => {
    endSlice = resolve;
  });
  void queue.run(() => slice);
  const config = defaultConfig;
  const tokenizer = { state: { kind: "character", vocabulary: ["a", "b"], specialCount: 0, padId: null } };
  const active = {
    config,
    graph: { parameters: [], nodes: [] },
    data: { tokenizer, template: "", dataset: { id: null, name: "", hash: "" } },
    training: {
      session: { readState: async () => ({ step: 7, tensors: new Map() }) },
      progress: { ...freshProgress, step: 7 },
      settings: config.training,
      trainingMilliseconds: 0,
    },
    queue,
  };
  const openDecoder = vi.fn();
  const outbox = new EventOutbox();
  const desks = {
    device: { with: (work: (engine: Engine) => unknown) => work({ openDecoder } as unknown as Engine) },
    runs: { activeOf: () => active, sampler: { after: (work: () => unknown) => work() } },
    samples: new SampleDesk(outbox),
    exports: new ExportDesk(outbox, new LeavingFiles(new ScratchFolder())),
  } as unknown as Desks;
  return { methods: createModelMethods(desks), openDecoder, endSlice: () => endSlice() };
}

describe("what is stopped while it waits for its turn", () => {
  it("is no text: none is written, nor a model opened to write it", async () => {
    const { methods, openDecoder, endSlice } = whileTraining();
    const writing = methods.generate("run", 1, defaultSampling);
    await methods.stopGenerating();
    endSlice();
    expect(await writing).toMatchObject({ ok: true, value: { stopped: true, tokens: 0, step: 7 } });
    expect(openDecoder).not.toHaveBeenCalled();
  });

  it("is no file of a model", async () => {
    const { methods, endSlice } = whileTraining();
    const writing = methods.exportModel({ id: "run", name: "run" }, { form: "F32", card: "" }, null);
    await methods.stopExport();
    endSlice();
    expect(await writing).toEqual(success(null));
  });

  it("is no file of a model that is read from a file first", async () => {
    const { methods } = whileTraining();
    const kept = { file: fileWith(partsOf("mlp"), {}), base: null };
    const writing = methods.exportModel({ id: "run", name: "run" }, { form: "F32", card: "" }, kept);
    await methods.stopExport();
    expect(await writing).toEqual(success(null));
  });

  it("is no file of frozen weights either, which are let go of", async () => {
    const { methods } = whileTraining();
    const frozen = await methods.freezeRun("run", { file: fileWith(partsOf("mlp"), {}), base: null });
    expect(frozen).toEqual(success(12));
    await methods.stopExport();
    expect(await methods.exportFile("weights", runOf({ id: "run" }))).toEqual(failure({ code: "noModel" }));
  });
});
