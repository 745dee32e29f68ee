import { describe, expect, it } from "vitest";
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { defaultConfig } from "@/domain/config/defaults";
import type { SamplingConfig } from "@/domain/sampling/sampling-config";
import { defaultSampling } from "@/domain/sampling/sampling-parameters";
import { freshProgress } from "@/domain/training/progress";
import type { Engine } from "@/engine/engine";
import { EventOutbox } from "@/worker/event-outbox";
import type { WorkerEvent } from "@/worker/protocol";
import { SampleDesk } from "@/worker/sample-desk";

const checkpoint: Checkpoint = {
  tensors: new Map(),
  details: {
    formatVersion: 1,
    config: defaultConfig,
    tokenizer: { kind: "character", vocabulary: ["<name>", "a"], specialCount: 1, padId: null },
    template: "",
    dataset: { id: null, name: "names", hash: "" },
    progress: freshProgress,
    trainingSeconds: 0,
  },
};

/** An engine whose model always writes the first token; `onToken` hears of each, `onDispose` of the end. */
function engineOf(onToken: () => void, onDispose: () => void = () => undefined): Engine {
  const feed = () => {
    onToken();
    return Float32Array.of(1, 0);
  };
  const openDecoder = async () => ({
    lookback: null,
    stride: 16,
    feed,
    reset: () => undefined,
    mark: () => () => true,
    form: () => null,
    dispose: onDispose,
  });
  return { openDecoder } satisfies Pick<Engine, "openDecoder"> as unknown as Engine;
}

const endless: SamplingConfig = {
  ...defaultSampling,
  temperature: 0,
  length: Number.POSITIVE_INFINITY,
  seed: "1",
  recordAttempts: 0,
};

async function write(desk: SampleDesk, id: number, engine: Engine, sampling: SamplingConfig) {
  const writer = await desk.open(desk.turns.begin(), engine, checkpoint, sampling);
  return writer({ run: "run", id });
}

describe("the sample desk", () => {
  it("stops an endless text and counts the tokens that it wrote, not their characters", async () => {
    const events: WorkerEvent[] = [];
    const outbox = new EventOutbox();
    outbox.listen((batch) => events.push(...batch));
    const desk = new SampleDesk(outbox);
    let written = 0;
    const engine = engineOf(() => {
      written += 1;
      if (written === 100) desk.turns.stop();
    });
    const report = await write(desk, 1, engine, endless);
    const text = events.findLast((event) => event.type === "sampleText")?.texts[0] ?? "";
    expect(report.stopped).toBe(true);
    expect(report.tokens).toBeGreaterThanOrEqual(99);
    expect(text).toBe("<name>".repeat(report.tokens));
    expect(events.at(-1)).toEqual({ type: "sampleDone", run: "run", id: 1, report });
  });

  it("writes nothing where it is stopped while its writer is opened, and frees that", async () => {
    const events: WorkerEvent[] = [];
    const outbox = new EventOutbox();
    outbox.listen((batch) => events.push(...batch));
    const told: string[] = [];
    const engine = engineOf(
      () => told.push("token"),
      () => told.push("freed"),
    );
    const desk = new SampleDesk(outbox);
    const writing = write(desk, 1, engine, endless);
    desk.turns.stop();
    const report = await writing;
    expect(report).toMatchObject({ stopped: true, tokens: 0 });
    expect(events).toEqual([{ type: "sampleDone", run: "run", id: 1, report }]);
    expect(told).toEqual(["freed"]);
  });

  it("sends a short text whole and frees its decoder", async () => {
    const events: WorkerEvent[] = [];
    const outbox = new EventOutbox();
    outbox.listen((batch) => events.push(...batch));
    let disposed = 0;
    const engine = engineOf(
      () => undefined,
      () => {
        disposed += 1;
      },
    );
    const report = await write(new SampleDesk(outbox), 1, engine, {
      ...endless,
      length: 3,
    });
    expect(report).toMatchObject({ tokens: 3, stopped: false });
    expect(events).toEqual([
      { type: "sampleText", run: "run", id: 1, texts: ["<name>".repeat(3)], step: 0 },
      { type: "sampleDone", run: "run", id: 1, report },
    ]);
    expect(disposed).toBe(1);
  });

  it("measures how to read long texts once for a model, so that the same seed writes the same text", async () => {
    const asked: string[] = [];
    const engine = {
      openDecoder: async ({ window }: { window: "auto" | "exact" | "fast" }) => {
        asked.push(window);
        return {
          lookback: 8,
          stride: 2,
          feed: () => Float32Array.of(1, 0),
          reset: () => undefined,
          mark: () => () => true,
          form: () => (window === "auto" ? "exact" : window),
          dispose: () => undefined,
        };
      },
    } as unknown as Engine;
    const desk = new SampleDesk(new EventOutbox());
    const generate = (window: "auto" | "fast") => write(desk, 1, engine, { ...endless, length: 3, window });
    const reports = [await generate("auto"), await generate("fast"), await generate("auto")];
    expect(asked).toEqual(["auto", "fast", "exact"]);
    expect(reports.map((report) => report.window)).toEqual(["exact", "fast", "exact"]);
  });

  it("reads a long prompt in pieces, so that it can be stopped, and only what the model can see of it", async () => {
    const fed: number[] = [];
    const engine = {
      openDecoder: async () => ({
        lookback: null,
        stride: 16,
        feed: (tokens: ArrayLike<number>) => {
          fed.push(tokens.length);
          return Float32Array.of(1, 0);
        },
        reset: () => undefined,
        mark: () => () => true,
        form: () => null,
        dispose: () => undefined,
      }),
    } as unknown as Engine;
    const prompt = "a".repeat(200_000);
    const desk = new SampleDesk(new EventOutbox());
    const report = await write(desk, 1, engine, { ...endless, prompt, length: 1 });
    expect(Math.max(...fed)).toBe(16);
    expect(fed.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(4096 + 1);
    expect(report.unreadTokens).toBe(200_000 - 4096);
  });

  it("sends several answers as they grow", async () => {
    const events: WorkerEvent[] = [];
    const outbox = new EventOutbox();
    outbox.listen((batch) => events.push(...batch));
    const asked = { ...endless, temperature: 0.1, length: 2, answers: 3 };
    const report = await write(
      new SampleDesk(outbox),
      1,
      engineOf(() => undefined),
      asked,
    );
    expect(report.tokens).toBe(6);
    const texts = events.findLast((event) => event.type === "sampleText")?.texts;
    expect(texts).toEqual(["<name><name>", "<name><name>", "<name><name>"]);
  });

  it("ends a text when a newer one begins", async () => {
    const desk = new SampleDesk(new EventOutbox());
    const engine = engineOf(() => undefined);
    const older = write(desk, 1, engine, endless);
    const newer = await write(desk, 2, engine, { ...endless, length: 3 });
    expect((await older).stopped).toBe(true);
    expect(newer.stopped).toBe(false);
  });
});
