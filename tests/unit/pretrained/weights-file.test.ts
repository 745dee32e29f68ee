import { describe, expect, it } from "vitest";
import { readSafetensors } from "@/domain/checkpoint/safetensors-read";
import { GPT2_PREFIX, gpt2Tensors } from "@/domain/pretrained/gpt2-names";
import { readModel } from "@/domain/pretrained/read-model";
import { type FilePieces, gpt2WeightsBytes, gpt2WeightsFile } from "@/domain/pretrained/weights-file";
import type { StoredTensor } from "@/domain/stored-tensor";
import { configOf, tinyShape, tinyValue } from "../support/hugging-face-folder";

/** The tiny model by our names. */
const tensors = new Map(
  gpt2Tensors(tinyShape).map(({ ours, shape }, tensor) => {
    const size = shape.reduce((product, side) => product * side, 1);
    return [ours, { shape, data: Float32Array.from({ length: size }, (_, index) => tinyValue(tensor, index)) }];
  }),
);

async function collected(pieces: FilePieces): Promise<Uint8Array<ArrayBuffer>> {
  const parts: BlobPart[] = [];
  for await (const piece of pieces) parts.push(piece);
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

describe("the weights file of a GPT-2", () => {
  it.each(["F32", "F16"] as const)("holds the model in the library's names as %s", async (dtype) => {
    const file = await collected(gpt2WeightsFile(tensors, tinyShape, dtype));
    const read = readSafetensors(file);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(read.value.metadata.get("format")).toBe("pt");
    expect([...read.value.tensors.keys()]).toEqual(gpt2Tensors(tinyShape).map(({ theirs }) => GPT2_PREFIX + theirs));
    for (const { ours, theirs } of gpt2Tensors(tinyShape)) {
      expect(read.value.tensors.get(GPT2_PREFIX + theirs)).toEqual(tensors.get(ours));
    }
    const header = Number(new DataView(file.buffer).getBigUint64(0, true));
    expect(file.length - 8 - header).toBe(gpt2WeightsBytes(tinyShape, dtype));
  });

  it("holds matrices in 8 bits, off by half a step at most, and is read again as a model", async () => {
    const file = await collected(gpt2WeightsFile(tensors, tinyShape, "I8"));
    const files = { "config.json": configOf(), "tokenizer.json": "{}", "model.int8.safetensors": file };
    const read = await readModel(new Map(Object.entries(files).map(([name, content]) => [name, new Blob([content])])));
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    for (const [name, { shape, data }] of tensors) {
      const stored = read.value.tensors.get(name) as StoredTensor;
      const width = shape.at(-1) as number;
      const cut = await stored.bytes.slice(4, 4 * data.length).arrayBuffer();
      const found = new Float32Array(await stored.bytes.arrayBuffer());
      expect(new Float32Array(cut)).toEqual(found.slice(1));
      for (const [index, value] of data.entries()) {
        const row = data.slice(index - (index % width), index - (index % width) + width);
        const step = shape.length === 2 ? Math.max(...row.map(Math.abs)) / 127 : 0;
        expect(Math.abs(found[index] - value)).toBeLessThanOrEqual(0.5001 * step);
      }
    }
  });

  it("says which tensor a model lacks", async () => {
    const without = new Map([...tensors].filter(([name]) => name !== "norm.gain"));
    await expect(collected(gpt2WeightsFile(without, tinyShape, "F32"))).rejects.toThrow("norm.gain (4), got none");
  });
});
