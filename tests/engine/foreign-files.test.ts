// Files with any part replaced by what a stranger may write: each opens or is refused by name, and what opens
// samples, is measured and trains a step without a fault of the program.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { defaultSampling } from "@/domain/sampling/sampling-parameters";
import { createTokenizer } from "@/domain/tokenizer/create-tokenizer";
import { optimizerOf } from "@/domain/training/step-settings";
import type { TokenWindows } from "@/domain/windows/token-windows";
import { createPlanEngine } from "@/engine/plan/plan-engine";
import { wasmTarget } from "@/engine/plan/wasm/open-wasm-engine";
import { createReferenceEngine } from "@/engine/reference/reference-engine";
import { openRun } from "@/worker/active-run";
import { errorOf } from "@/worker/error-of";
import { EventOutbox } from "@/worker/event-outbox";
import { importCheckpoint } from "@/worker/import-checkpoint";
import { SampleDesk } from "@/worker/sample-desk";
import { fileOf, headerOf, noStandIn, partsOf, smallModels, withLeaf } from "../unit/support/foreign-file";
import { openWasmDevice } from "./plan/support/open-wasm";
import { unwrap } from "./support/desks";

const report = { id: "plan-wasm", adapter: null, threads: 1, reason: "requested" } as const;
const engine = createPlanEngine(wasmTarget(report, () => openWasmDevice(1)));
const writer = createReferenceEngine({ ...report, id: "reference-cpu" });

const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, false, 0, -1, 0.5, 1, 2, 7, 512, 1e9, 2 ** 31, 2 ** 53, 2 ** 60, 1e300, -1e300, 5e-324],
    ...["", " ", "a", "ab", "\ud800", "😀", "\0", "__proto__", "NaN", "{a}", "<|pad|>", "x".repeat(100_000)],
    ...[[], {}, [[]], [""], ["a", "a"], [1, 2], { length: 1e9 }, { toString: 1 }],
  ),
  fc.string({ maxLength: 5 }),
  fc.double({ noNaN: true }),
  fc.integer(),
);

/** Lists the places of a value, objects and lists themselves included. */
function placesIn(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...entries.flatMap(([key, part]) => placesIn(part, [...path, key]))];
}

/** Windows over every token of the vocabulary in turn. */
function windowsOf({ config, tokenizer }: Checkpoint["details"]): TokenWindows {
  const { contextLength } = config.tokens;
  const vocabularySize = tokenizer.vocabulary.length;
  const tokens = Uint16Array.from({ length: contextLength + 4 }, (_, index) => index % vocabularySize);
  const set = { first: 0, stride: 1, count: 4, shuffle: null, sequences: null };
  return { tokens, vocabularySize, contextLength, lossMask: null, train: set, validation: set };
}

/** Does with an opened file all that the page does; throws what the page would call a fault of the program. */
async function use(checkpoint: Checkpoint): Promise<void> {
  const { tensors, details } = checkpoint;
  const { config, tokenizer, template, dataset, progress } = details;
  const desk = new SampleDesk(new EventOutbox());
  const sampling = { ...defaultSampling, prompt: "ab<|end|>?", length: 20, seed: "1", recordAttempts: 2 };
  const write = async () => (await desk.open(desk.turns.begin(), writer, checkpoint, sampling))({ run: "run", id: 1 });
  await write().catch(expectKnown);

  const data = {
    windows: windowsOf(details),
    tokenizer: createTokenizer(tokenizer),
    pairs: null,
    template,
    dataset,
    unknownCharacters: 0,
  };
  const start = { state: { step: progress.step, tensors }, progress, trainingSeconds: 0 };
  const run = unwrap(await openRun(engine, "run", config, data, start));
  const { session, settings } = run.training;
  await session.evaluate("validation", 0, 4);
  session.step({ optimizer: optimizerOf(settings), gradientClip: null }, [settings.learningRate]);
  await session.drain();
  session.dispose();
}

function expectKnown(thrown: unknown): void {
  if (errorOf(thrown).code !== "logitsNotFinite") throw thrown;
}

const architectures = Object.keys(smallModels) as (keyof typeof smallModels)[];

describe.each(architectures)("a file of a small %s", (architecture) => {
  const parts = partsOf(architecture);

  it("opens and works, or is refused by name, whatever stands in its description", async () => {
    const places = placesIn(parts.metadata).filter((path) => path.length > 0);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), hostile, async (path, leaf) => {
        const metadata = withLeaf(parts.metadata, path, leaf) as Record<string, unknown>;
        const opened = await importCheckpoint(fileOf(headerOf({ ...parts, metadata }), parts.tensors), noStandIn);
        if (opened.ok) await use(opened.value);
        else expect(opened.error.code).toMatch(/^(weights|config)/);
      }),
      { numRuns: 200 },
    );
  });

  it("opens and works, or is refused by name, whatever stands in its header", async () => {
    const header = headerOf(parts);
    const places = placesIn(header).filter((path) => path.length > 0);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), hostile, async (path, leaf) => {
        const opened = await importCheckpoint(fileOf(withLeaf(header, path, leaf), parts.tensors), noStandIn);
        if (opened.ok) await use(opened.value);
        else expect(opened.error.code).toMatch(/^weights/);
      }),
      { numRuns: 200 },
    );
  });

  it("opens and works, or is refused by name, whatever finite numbers its weights are", async () => {
    const sizes = fc.constantFrom(1e3, 1e10, 1e20, 1e30, 3e38, -3e38, 1e-45);
    const names = fc.subarray([...parts.tensors.keys()], { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(names, sizes, async (chosen, size) => {
        const tensors = new Map(
          [...parts.tensors].map(([name, { shape, data }]) => [
            name,
            {
              shape,
              data: chosen.includes(name) ? data.map((value, index) => (index % 2 ? -size : size) + value) : data,
            },
          ]),
        );
        const opened = await importCheckpoint(fileOf(headerOf({ ...parts, tensors }), tensors), noStandIn);
        if (opened.ok) await use(opened.value);
        else expect(opened.error.code).toBe("weightsNotFinite");
      }),
      { numRuns: 60 },
    );
  });
});
