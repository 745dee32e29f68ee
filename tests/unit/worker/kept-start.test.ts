// A run that begins with kept weights: they reach its session as they were kept, bit for bit.

import { expect, it } from "vitest";
import { readWeights } from "@/domain/checkpoint/checkpoint-file";
import type { RunConfig } from "@/domain/config/run-config";
import { success } from "@/domain/result";
import { tensorsInMemory } from "@/domain/stored-tensor";
import { createCharacterTokenizer } from "@/domain/tokenizer/character-tokenizer";
import { isSlot } from "@/domain/training/optimizer";
import type { Engine, SessionRequest } from "@/engine/engine";
import type { Desks } from "@/worker/desks";
import { EventOutbox } from "@/worker/event-outbox";
import { Heart } from "@/worker/heart";
import { createModelMethods } from "@/worker/model-methods";
import type { RunData } from "@/worker/plan-request";
import { RunDesk } from "@/worker/run-desk";
import { createRunMethods } from "@/worker/run-methods";
import { RunSampler } from "@/worker/run-sampler";
import { SoundCopies } from "@/worker/sound-copies";
import { FakeSession } from "../../engine/fake-session";
import { fileWith, partsOf, vocabulary } from "../support/foreign-file";

const parts = partsOf("mlp");
const config = parts.metadata.config as RunConfig;

function createDesks() {
  const opened: SessionRequest[] = [];
  const engine = {
    device: { id: "reference-cpu", adapter: null, threads: 1, reason: "requested" },
    predictMemory: () => ({ bytes: 1, limit: 1 }),
    open: async (request: SessionRequest) => {
      opened.push(request);
      return new FakeSession({ loss: () => 2, validation: () => 2, weight: () => 1 });
    },
  } as unknown as Engine;
  const data: RunData = {
    windows: {
      tokens: new Uint16Array(200),
      vocabularySize: vocabulary.length,
      contextLength: 4,
      lossMask: null,
      train: { first: 0, stride: 1, count: 100, shuffle: null, sequences: null },
      validation: { first: 120, stride: 1, count: 30, shuffle: null, sequences: null },
    },
    tokenizer: createCharacterTokenizer({ kind: "character", vocabulary, specialCount: 2, padId: 0 }),
    template: "",
    dataset: { id: null, name: "songs.txt", hash: "0123" },
    pairs: null,
    unknownCharacters: 0,
  };
  const outbox = new EventOutbox();
  const send = () => undefined;
  const runs = new RunDesk(outbox, new Heart(send), new SoundCopies(send, () => 0), new RunSampler(outbox, () => 0));
  const desks = {
    runs,
    device: { with: (work: (engine: Engine) => unknown) => work(engine) },
    data: { dataset: data.dataset, ready: async () => success(data) },
  } as unknown as Desks;
  return { opened, runs, methods: { ...createModelMethods(desks), ...createRunMethods(desks) } };
}

it("a child of kept weights opens with all of them, without steps and optimizer state", async () => {
  const kept = fileWith(parts, {});
  const { opened, runs, methods } = createDesks();
  expect(await methods.holdsRun("copy")).toEqual(success(false));
  expect(await methods.importFile("copy", kept, config, null)).toMatchObject({ ok: true });
  expect(await methods.goOnWithData("child", "copy", config, "last")).toMatchObject({ ok: true });
  await runs.stop("child");
  expect([await methods.holdsRun("copy"), await methods.holdsRun("child")]).toEqual([success(true), success(true)]);
  const file = readWeights(new Uint8Array(await kept.arrayBuffer()));
  if (!file.ok) throw new Error(file.error.code);
  const state = opened[0]?.state;
  const weights = [...file.value.tensors].filter(([name]) => !isSlot(name));
  expect(weights.length).toBeLessThan(file.value.tensors.size);
  expect(state?.step).toBe(0);
  expect([...(state?.tensors.keys() ?? [])].toSorted()).toEqual(weights.map(([name]) => name).toSorted());
  const bits = ({ buffer, byteOffset, length }: Float32Array) => [...new Uint32Array(buffer, byteOffset, length)];
  for (const [name, { data }] of weights)
    expect(bits(tensorsInMemory(state?.tensors ?? new Map()).get(name)?.data as Float32Array), name).toEqual(
      bits(data as Float32Array),
    );
});
