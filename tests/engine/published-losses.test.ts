// llm.c's published series of losses, where GPT-2's own files and its text lie beside the project; elsewhere the test is
// counted as skipped. The figures: README.md and dev/data/tinyshakespeare.py of karpathy/llm.c (GPT-2 124M, AdamW at 1e-4
// without decay, batches of 4 windows of 64 in the order of the text), those of steps 4 to 9 from a port in Swift.
import { existsSync, openAsBlob, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { buildGraph, changeModel, firstModel } from "@/domain/architectures/model-config";
import { modelFileNames } from "@/domain/pretrained/model-files";
import { readModel } from "@/domain/pretrained/read-model";
import { createTokenizer } from "@/domain/tokenizer/create-tokenizer";
import { writeTokenizerJson } from "@/domain/tokenizer/hugging-face-tokenizer";
import type { SessionState } from "@/engine/engine";
import { openNodeEngine } from "../../bench/node/node-engine";
import { gpt2State } from "../unit/support/gpt2-tokenizer";
import { runSteps } from "./support/open-session";

const [BATCH, CONTEXT] = [4, 64];
/** Tokens at the beginning of the text that are for validation. */
const HELD_OUT = 32_768;
const published = new Map(
  [5.356189, 4.301069, 4.623322, 4.60047, 4.6167, 4.2314, 3.7532, 3.6505, 4.1822, 4.2].map((loss, step) => [
    step,
    loss,
  ]),
).set(39, 3.970751);
/** How far ports of it on other computers lie apart, and the rounding of the Swift port's figures. */
const TOLERANCE = 5e-4;

const shared = (path: string) => fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url));
const files = { config: shared("models/gpt2/config.json"), weights: shared("models/gpt2/model.safetensors") };
const textFile = shared("data/tinyshakespeare.txt");
const isHere = [...Object.values(files), textFile].every(existsSync);

it.skipIf(!isHere)("GPT-2 learns as llm.c published", { timeout: 1_800_000 }, async () => {
  const state = gpt2State();
  const read = await readModel(
    new Map([
      [modelFileNames.config, await openAsBlob(files.config)],
      [modelFileNames.weights, await openAsBlob(files.weights)],
      [modelFileNames.tokenizer, new Blob([writeTokenizerJson(state)])],
    ]),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const { layers, heads, embeddingSize, positions, vocabularySize } = read.value.config.shape;
  const model = changeModel(firstModel("gpt2"), { layers, heads, embeddingSize, positions, dropout: 0 });
  const graph = buildGraph(model, CONTEXT, vocabularySize);
  const tokens = tokensOf(readFileSync(textFile, "utf8"), state).subarray(HELD_OUT);
  const engine = await openNodeEngine(2);
  let newest: SessionState = { step: 0, tensors: read.value.tensors };
  for (let step = 0; step < 40; step++) {
    // Sessions shuffle their windows, so each batch of the text in its order is a session of its own.
    const set = { first: step * BATCH * CONTEXT, stride: CONTEXT, count: BATCH, shuffle: null, sequences: null };
    const session = await engine.open({
      graph,
      windows: { tokens, vocabularySize, contextLength: CONTEXT, lossMask: null, train: set, validation: set },
      order: { seed: 1, batchSize: BATCH, accumulation: 1, shuffle: "once" },
      optimizer: "adamw",
      state: newest,
    });
    const optimizer = { kind: "adamw", beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 } as const;
    const [{ loss }] = await runSteps(session, { optimizer, gradientClip: null }, 1, 1e-4);
    const expected = published.get(step);
    if (expected !== undefined) expect(Math.abs(loss - expected), `step ${step}: ${loss}`).toBeLessThan(TOLERANCE);
    newest = await session.readState();
    session.dispose();
  }
  engine.dispose();
});

/** Cuts the text as llm.c does: each paragraph behind an end of text, with the blank line that ends it. */
function tokensOf(text: string, state: ReturnType<typeof gpt2State>): Uint16Array {
  const tokenizer = createTokenizer(state);
  const endOfText = state.vocabulary.length - 1;
  const sections = text.split("\n\n");
  const paragraphs = sections.map((section, index) => (index < sections.length - 1 ? `${section}\n\n` : section));
  return Uint16Array.from(paragraphs.flatMap((paragraph) => [endOfText, ...tokenizer.encode(paragraph).ids]));
}
