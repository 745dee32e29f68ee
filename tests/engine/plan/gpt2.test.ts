// A GPT-2 out of its files on the targets of the processor: PyTorch's figures, its greedy text past the context, and
// adapters that change nothing before they have learned.
import { describe, expect, it } from "vitest";
import { asStored } from "@/domain/checkpoint/as-stored";
import { defaultConfig } from "@/domain/config/defaults";
import { isAdapter } from "@/domain/graph/adapters";
import { drawParameters } from "@/domain/graph/initialize";
import { tuneGraph } from "@/domain/graph/tune";
import { PlainDevice } from "@/engine/plan/plain/plain-device";
import { createPlanDecoder } from "@/engine/plan/plan-decoder";
import { loadGpt2Truth, loadLoraTruth } from "../../truth/load-gpt2";
import { loadModelTruth, modelTruthNames } from "../../truth/load-truth";
import { describeFreshAdapters, describeGpt2Truth, describeHalves, describeNormEpsilon } from "./support/gpt2-suite";
import { openWasmDevice } from "./support/open-wasm";

const rules = { fillId: 0, chooseForm: () => "exact" as const };
const lora = { ...defaultConfig.tuning, trains: "lora" } as const;

const largest = (row: Float32Array) => row.indexOf(Math.max(...row));

describe.each([
  ["plain loops", async () => new PlainDevice()],
  ["wasm", () => openWasmDevice(1)],
] as const)("on %s", (_, openDevice) => {
  describeGpt2Truth(openDevice);
  describeHalves(openDevice);
  describeNormEpsilon(openDevice);
  // Not the MLP: evaluating many windows, its first product goes by tables, which adapters keep apart.
  describeFreshAdapters(openDevice, ["gpt2-tied", "attention-every", "gru-learned-every", "bare-last"]);

  it.each([
    ["its own weights", loadGpt2Truth],
    ["adapters", loadLoraTruth],
  ] as const)("a GPT-2 with %s writes PyTorch's greedy text, past the context too", async (_name, load) => {
    const { graph, tensors, prompt, greedy } = await load();
    const decoder = await createPlanDecoder(await openDevice(), graph, tensors, rules);
    const written: number[] = [];
    for (let row = decoder.feed(prompt); written.length < greedy.length; row = decoder.feed(written.slice(-1))) {
      written.push(largest(row));
    }
    expect(written).toEqual(greedy);
    decoder.dispose();
  });

  it.each(modelTruthNames)(
    "a decoder of %s gives the same bits over halves as over the rounded numbers",
    async (name) => {
      const { graph, tensors, windows } = loadModelTruth(name);
      const [floats, halves] = (["float32", "float16"] as const).map((frozenStorage) =>
        tuneGraph(graph, { ...lora, frozenStorage }),
      );
      const rounded = asStored(new Map([...tensors, ...drawParameters(halves, 5, isAdapter)]), halves);
      const [expected, halved] = await Promise.all(
        [floats, halves].map(async (model) => createPlanDecoder(await openDevice(), model, rounded, rules)),
      );
      for (const token of windows.flat()) expect([...halved.feed([token])]).toEqual([...expected.feed([token])]);
      for (const decoder of [expected, halved]) decoder.dispose();
    },
  );

  it.each(modelTruthNames)("a decoder gives the same bits of %s with fresh adapters", async (name) => {
    const { graph, tensors, windows } = loadModelTruth(name);
    const adapted = tuneGraph(graph, lora);
    const [base, tuned] = await Promise.all([
      createPlanDecoder(await openDevice(), graph, tensors, rules),
      createPlanDecoder(
        await openDevice(),
        adapted,
        new Map([...tensors, ...drawParameters(adapted, 5, isAdapter)]),
        rules,
      ),
    ]);
    for (const token of windows.flat()) expect([...tuned.feed([token])]).toEqual([...base.feed([token])]);
    for (const decoder of [base, tuned]) decoder.dispose();
  });
});
