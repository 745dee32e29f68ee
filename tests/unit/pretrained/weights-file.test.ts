import { describe, expect, it } from "vitest";
import { readSafetensors } from "@/domain/checkpoint/safetensors-read";
import { GPT2_PREFIX, gpt2Tensors } from "@/domain/pretrained/gpt2-names";
import { type FilePieces, gpt2WeightsBytes, gpt2WeightsFile } from "@/domain/pretrained/weights-file";
import { tinyShape, tinyValue } from "../support/hugging-face-folder";

/** The tiny model by our names. */
const tensors = new Map(
  gpt2Tensors(tinyShape).map(({ ours, shape }, tensor) => {
    const size = shape.reduce((product, side) => product * side, 1);
    return [ours, { shape, data: Float32Array.from({ length: size }, (_, index) => tinyValue(tensor, index)) }];
  }),
);

async function collected(pieces: FilePieces): Promise<Uint8Array> {
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

  it("says which tensor a model lacks", async () => {
    const without = new Map([...tensors].filter(([name]) => name !== "norm.gain"));
    await expect(collected(gpt2WeightsFile(without, tinyShape, "F32"))).rejects.toThrow("norm.gain (4), got none");
  });
});
