// Frozen weights that are to be halves: rounded once, wherever they lie, and refused where no half is near.
import { describe, expect, it } from "vitest";
import { changeModel, firstModel } from "@/domain/architectures/model-config";
import { buildRunGraph } from "@/domain/architectures/run-graph";
import { asStored } from "@/domain/checkpoint/as-stored";
import { defaultConfig } from "@/domain/config/defaults";
import { initializeParameters } from "@/domain/graph/initialize";
import { graphParameters } from "@/domain/graph/parameters";
import type { PlainTensor } from "@/domain/named-tensors";
import { toHalves } from "@/domain/narrow-numbers";
import {
  BeyondHalves,
  inMemory,
  NumbersNotFinite,
  readAll,
  readHalves,
  type StoredTensor,
  widen,
} from "@/domain/stored-tensor";

const model = changeModel(firstModel("gpt2"), { embeddingSize: 6, layers: 1, heads: 2, positions: 5 });
const tuning = { ...defaultConfig.tuning, trains: "lora", loraRank: 2, frozenStorage: "float16" } as const;
const graph = buildRunGraph({ model, tokens: { contextLength: 4 }, tuning }, 7);
const tensors = initializeParameters(graph, 3);
const halved = graphParameters(graph).filter(({ storage }) => storage === "float16");
const rounded = ({ data }: PlainTensor) => [...widen(toHalves(data).buffer, "F16")];

const inFile = ({ shape, data }: PlainTensor): StoredTensor => ({
  shape,
  dtype: "F32",
  bytes: new Blob([Float32Array.from(data)]),
});

describe("weights as a graph stores them", () => {
  it("are the nearest halves where it says so, and as they were elsewhere", () => {
    const stored = asStored(tensors, graph);
    expect([...stored.keys()]).toEqual([...tensors.keys()]);
    for (const [name, tensor] of tensors) {
      if (!halved.some((param) => param.name === name)) expect(stored.get(name)).toBe(tensor);
      else expect([...(stored.get(name) as PlainTensor).data]).toEqual(rounded(tensor));
    }
    expect(halved.some(({ name }) => stored.get(name) !== tensors.get(name))).toBe(true);
  });

  it("are not copied where they are halves already", () => {
    const once = asStored(tensors, graph);
    expect([...asStored(once, graph).values()]).toEqual([...once.values()]);
    for (const [name, tensor] of asStored(once, graph)) expect(tensor).toBe(once.get(name));
    const files = asStored(new Map([...tensors].map(([name, tensor]) => [name, inFile(tensor)])), graph);
    for (const [name, tensor] of asStored(files, graph)) expect(tensor).toBe(files.get(name));
  });

  it("are rounded out of a file when they are read, in any stretch", async () => {
    const files = new Map([...tensors].map(([name, tensor]) => [name, inFile(tensor)]));
    const stored = asStored(files, graph);
    expect(await readAll(stored)).toEqual(await readAll(asStored(tensors, graph)));
    const name = "embedding.weight";
    const tensor = stored.get(name) as StoredTensor;
    expect(tensor).toMatchObject({ dtype: "F16", bytes: { size: 2 * 42 } });
    const part = await tensor.bytes.slice(10, 60).slice(4, 20).arrayBuffer();
    expect([...widen(part, "F16")]).toEqual(rounded(tensors.get(name) as PlainTensor).slice(7, 15));
    const pieces: unknown[] = [];
    for await (const piece of readHalves(name, tensor)) pieces.push(piece);
    expect(pieces).toEqual([{ from: 0, halves: toHalves((tensors.get(name) as PlainTensor).data) }]);
  });

  it.each([
    [65_505, BeyondHalves],
    [-70_000, BeyondHalves],
    [Number.POSITIVE_INFINITY, NumbersNotFinite],
    [Number.NaN, NumbersNotFinite],
  ])("are refused with %s among them, by the name that their file has for them", async (value, why) => {
    const name = halved[1].name;
    const tensor = tensors.get(name) as PlainTensor;
    const data = tensor.data.with(3, value);
    const refused = (tensor: PlainTensor | StoredTensor) => asStored(new Map([[name, tensor]]), graph).get(name);
    expect(() => refused({ ...tensor, data })).toThrow(why);
    expect(() => refused({ ...tensor, data })).toThrow(name);
    const theirs = "h.0.attn.c_attn.weight";
    for (const [stored, called] of [
      [inFile({ ...tensor, data }), name],
      [{ ...inFile({ ...tensor, data }), name: theirs }, theirs],
    ] as const) {
      const read = inMemory(name, refused(stored) as StoredTensor);
      await expect(read).rejects.toThrow(why);
      await expect(read).rejects.toThrow(called);
    }
    expect(refused({ ...tensor, data: tensor.data.with(3, 65_504) })).toBeDefined();
  });

  it("pass through out of a file that has them as halves, but for what is no number", async () => {
    const readBits = async (bits: Uint16Array<ArrayBuffer>) => {
      const pieces: unknown[] = [];
      const tensor: StoredTensor = { shape: [bits.length], dtype: "F16", bytes: new Blob([bits]) };
      for await (const piece of readHalves("table", tensor)) pieces.push(piece);
      return pieces;
    };
    const numbers = Uint16Array.of(0, 0x8000, 1, 0x83ff, 0x7bff, 0xfbff, 0x3c01);
    expect(await readBits(numbers)).toEqual([{ from: 0, halves: numbers }]);
    for (const bits of [0x7c00, 0xfc00, 0x7e00]) {
      await expect(readBits(numbers.with(2, bits))).rejects.toThrow("table");
    }
  });
});
