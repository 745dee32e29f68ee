// docs/file-format.md against the engines: a program in Python, written from that page alone, wrote 200 greedy tokens
// behind each prompt with files that the page had exported (optimizer memory left out):
//   python3 docs/run_curio.py tests/truth/fixtures/files/NAME.safetensors PROMPT 200
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { defaultSampling } from "@/domain/sampling/sampling-parameters";
import type { Engine } from "@/engine/engine";
import { createPlanDecoder } from "@/engine/plan/plan-decoder";
import { createReferenceEngine } from "@/engine/reference/reference-engine";
import { EventOutbox } from "@/worker/event-outbox";
import { importCheckpoint } from "@/worker/import-checkpoint";
import { SampleDesk } from "@/worker/sample-desk";
import { noStandIn } from "../unit/support/foreign-file";
import { openWasmDevice } from "./plan/support/open-wasm";
import { unwrap } from "./support/desks";

const FOLDER = "tests/truth/fixtures/files";
const written: Record<string, { readonly prompt: string; readonly text: string }> = JSON.parse(
  readFileSync(`${FOLDER}/written.json`, "utf8"),
);
const plain = createReferenceEngine({ id: "reference-cpu", adapter: null, threads: 1, reason: "requested" });
const engines: Record<string, Engine> = {
  "plain loops": plain,
  "the WASM kernels": {
    ...plain,
    openDecoder: async ({ graph, tensors, fillId }) =>
      createPlanDecoder(await openWasmDevice(1), graph, tensors, { fillId, chooseForm: () => "exact" }),
  },
};

describe.each(Object.entries(engines))("%s", (_, engine) => {
  it.each(Object.entries(written))(
    "write as the Python program does with the file %s",
    async (name, { prompt, text }) => {
      const file = new File([readFileSync(`${FOLDER}/${name}.safetensors`)], `${name}.safetensors`);
      const checkpoint = unwrap(await importCheckpoint(file, noStandIn));
      let shown = "";
      const outbox = new EventOutbox();
      outbox.listen((events) => {
        for (const event of events) if (event.type === "sampleText") shown = event.texts[0];
      });
      const sampling = {
        ...defaultSampling,
        prompt,
        temperature: 0,
        length: 200,
        window: "exact",
        recordAttempts: 0,
      } as const;
      const desk = new SampleDesk(outbox);
      const write = await desk.open(desk.turns.begin(), engine, checkpoint, sampling);
      await write({ run: "run", id: 1 });
      expect(prompt + shown).toBe(text);
    },
  );
});
