import { describe, expect, it } from "vitest";
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { defaultConfig } from "@/domain/config/defaults";
import { tensorsInMemory } from "@/domain/stored-tensor";
import { freshProgress } from "@/domain/training/progress";
import type { HeldOutQuestion } from "@/domain/windows/window-questions";
import type { DecoderRequest, Engine } from "@/engine/engine";
import { ComparisonDesk } from "@/worker/comparison-desk";
import { EventOutbox } from "@/worker/event-outbox";
import type { ComparisonRequest, WorkerEvent } from "@/worker/protocol";

const vocabulary = ["<e>", "a", "b", "c"];

/** A model whose one weight says which token it writes until it has written two, and then the end. */
function checkpointOf(token: number, step: number): Checkpoint {
  return {
    tensors: new Map([["token", { shape: [1], data: Float32Array.of(token) }]]),
    details: {
      formatVersion: 1,
      config: { ...defaultConfig, corpus: { ...defaultConfig.corpus, endToken: "<e>" } },
      tokenizer: { kind: "character", vocabulary, specialCount: 1, padId: null },
      template: "",
      dataset: { id: null, name: "letters", hash: "" },
      progress: { ...freshProgress, step },
      trainingSeconds: 0,
    },
  };
}

function engine(onFeed: () => void = () => undefined) {
  const fed: (readonly number[])[] = [];
  let disposed = 0;
  let open = 0;
  let mostOpen = 0;
  const openDecoder = async ({ tensors }: DecoderRequest) => {
    const token = tensorsInMemory(tensors).get("token")?.data[0] ?? 0;
    mostOpen = Math.max(mostOpen, ++open);
    let ahead = 0;
    let marked = 0;
    return {
      lookback: null,
      stride: 16,
      feed: (tokens: ArrayLike<number>) => {
        fed.push(Array.from(tokens));
        ahead += tokens.length;
        onFeed();
        const logits = new Float32Array(vocabulary.length);
        logits[ahead >= marked + 2 && marked > 0 ? 0 : token] = 2;
        return logits;
      },
      reset: () => {
        ahead = 0;
      },
      mark: () => {
        marked = ahead;
        return () => {
          ahead = marked;
          return true;
        };
      },
      form: () => null,
      dispose: () => {
        disposed += 1;
        open -= 1;
      },
    };
  };
  return { engine: { openDecoder } as unknown as Engine, fed, disposed: () => disposed, mostOpen: () => mostOpen };
}

const request: ComparisonRequest = {
  base: { run: "base", name: "Base" },
  from: "run",
  tuned: { run: "tuned", name: "Tuned" },
  prompts: 2,
  sampling: { temperature: 0, topK: 0, topP: 1, repetitionPenalty: 1, seed: "1" },
};

const questions: readonly HeldOutQuestion[] = [
  { prompt: "ab", promptIds: [1, 2], reference: "cc", referenceIds: [3, 3] },
  { prompt: "ba", promptIds: [2, 1], reference: "c", referenceIds: [3] },
];

function open(onFeed?: () => void) {
  const events: WorkerEvent[] = [];
  const outbox = new EventOutbox();
  outbox.listen((batch) => events.push(...batch));
  const desk = new ComparisonDesk(outbox);
  const device = engine(onFeed);
  const work = { request, asked: { kind: "windows" as const, questions } };
  const compare = (base: Checkpoint, tuned: Checkpoint, mayGoOn = desk.turns.begin()) =>
    desk.compare(device.engine, { ...work, base, tuned }, mayGoOn);
  return { desk, compare, outbox, events, device };
}

describe("the comparison desk", () => {
  it("has both models answer, without the end token, and tells the loss of what was expected", async () => {
    const { compare, outbox, events, device } = open();
    const result = await compare(checkpointOf(1, 3), checkpointOf(3, 9));
    if (!result.ok || result.value === null) throw new Error("expected a comparison");
    const { answers, ...rest } = result.value;
    expect(rest).toEqual({
      base: { run: "base", name: "Base", step: 3 },
      tuned: { run: "tuned", name: "Tuned", step: 9 },
      dataset: "letters",
      kind: "windows",
      language: null,
      sameTokens: true,
      sampling: { ...request.sampling, length: 16 },
    });
    expect(answers.map(({ base, tuned }) => [base.text, tuned.text])).toEqual([
      ["aa", "cc"],
      ["aa", "cc"],
    ]);
    // Of four logits one is 2 and the others 0.
    const others = Math.log(Math.exp(2) + 3);
    expect(answers[1].tuned.loss).toBeCloseTo(others - 2, 6);
    expect(answers[1].base.loss).toBeCloseTo(others, 6);
    expect(answers[0].tuned).toMatchObject({ tokens: 2 });
    outbox.flush();
    const told = events.flatMap((event) => (event.type === "comparedAnswer" ? [event] : []));
    expect(told.at(-1)).toEqual({ type: "comparedAnswer", run: "tuned", index: 1, total: 2, answer: answers[1] });
    expect(device.disposed()).toBe(2);
  });

  it("reads each prompt once a model", async () => {
    const { compare, device } = open();
    await compare(checkpointOf(1, 0), checkpointOf(3, 1));
    expect(device.fed.filter((tokens) => tokens.length > 1)).toEqual([
      [1, 2],
      [1, 2],
      [2, 1],
      [2, 1],
    ]);
  });

  it("holds one of two large models at a time, and gives the answers that small ones give at once", async () => {
    const small = open();
    const beside = await small.compare(checkpointOf(1, 3), checkpointOf(3, 9));
    const { compare, outbox, events, device } = open();
    const large = (checkpoint: Checkpoint): Checkpoint => {
      const tensors = new Map([
        ...checkpoint.tensors,
        ["w", { shape: [2 ** 24, 2], data: new Float32Array() }] as const,
      ]);
      return { ...checkpoint, tensors };
    };
    expect(await compare(large(checkpointOf(1, 3)), checkpointOf(3, 9))).toEqual(beside);
    expect([small.device.mostOpen(), device.mostOpen(), device.disposed()]).toEqual([2, 1, 2]);
    outbox.flush();
    const told = events.flatMap((event) => (event.type === "comparedAnswer" ? [event] : []));
    expect(told.map(({ index, total }) => [index, total])).toEqual([0, 1, 2, 3].map((index) => [index, 4]));
  });

  it("opens no model where it was stopped before its turn came", async () => {
    const { desk, compare, device } = open();
    const mayGoOn = desk.turns.begin();
    desk.turns.stop();
    expect(await compare(checkpointOf(1, 0), checkpointOf(3, 1), mayGoOn)).toEqual({ ok: true, value: null });
    expect(device.mostOpen()).toBe(0);
  });

  it("gives nothing once it is stopped, and frees both models", async () => {
    const { desk, compare, device } = open(() => desk.turns.stop());
    expect(await compare(checkpointOf(1, 0), checkpointOf(3, 1))).toEqual({ ok: true, value: null });
    expect(device.disposed()).toBe(2);
  });

  it("reads prompts by each model's own tokens, and says that their losses do not compare", async () => {
    const { compare, device } = open();
    const base = checkpointOf(1, 0);
    const other = { kind: "character" as const, vocabulary: ["<e>", "b", "a", "c"], specialCount: 1, padId: null };
    const result = await compare({ ...base, details: { ...base.details, tokenizer: other } }, checkpointOf(3, 1));
    expect(result.ok && result.value?.sameTokens).toBe(false);
    expect(device.fed[0]).toEqual([2, 1]);
  });
});
