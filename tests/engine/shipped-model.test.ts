// The model that the page ships: Python reads its files by the public formats and computes with PyTorch what we compute.
// The figures: python3 docs/read_curio.py public/models/machado "Uma noite destas, vindo da cidade, encontrei no trem um"
// --json > tests/truth/fixtures/shipped-model.json
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { buildGraph, changeModel, firstModel } from "@/domain/architectures/model-config";
import { modelFileNames } from "@/domain/pretrained/model-files";
import { readModel } from "@/domain/pretrained/read-model";
import { readAll } from "@/domain/stored-tensor";
import { createTokenizer } from "@/domain/tokenizer/create-tokenizer";
import { readTokenizerJson } from "@/domain/tokenizer/hugging-face-tokenizer";
import { createPlanDecoder } from "@/engine/plan/plan-decoder";
import truth from "../truth/fixtures/shipped-model.json";
import { openWasmDevice } from "./plan/support/open-wasm";
import { largestDifference } from "./support/truth-suite";

const PROMPT = "Uma noite destas, vindo da cidade, encontrei no trem um";
const folder = new URL("../../public/models/machado/", import.meta.url);

describe("the shipped model", () => {
  it("gives the tokens and the logits that Python computes from its files", async () => {
    const names = [modelFileNames.config, modelFileNames.weights, modelFileNames.tokenizer];
    const contents = await Promise.all(names.map(async (name) => new Blob([await readFile(new URL(name, folder))])));
    const model = await readModel(new Map(names.map((name, index) => [name, contents[index]])));
    const tokens = readTokenizerJson(await contents[2].text());
    if (!model.ok || !tokens.ok) throw new Error("expected a model that can be read");
    const { config: told, tensors } = model.value;
    const ids = createTokenizer(tokens.value).encode(PROMPT).ids;
    expect([...ids]).toEqual(truth.ids);
    const { layers, heads, embeddingSize, positions, vocabularySize } = told.shape;
    const config = changeModel(firstModel("gpt2"), { layers, heads, embeddingSize, positions, dropout: 0 });
    const graph = buildGraph(config, positions, vocabularySize);
    const rules = { fillId: 0, chooseForm: () => "exact" as const };
    const decoder = await createPlanDecoder(await openWasmDevice(1), graph, await readAll(tensors), rules);
    const logits = decoder.feed(ids);
    decoder.dispose();
    expect(largestDifference(logits, Float32Array.from(truth.logits))).toBeLessThan(1e-4);
  });
});
