// A decoding plan on a device: reads any number of new tokens in blocks of the sizes that it was
// compiled for.
import type { ModelGraph } from "@/domain/graph/model-graph";
import type { TokenReader } from "@/domain/inference/decoder";
import type { StateTensors } from "@/domain/stored-tensor";
import { type BlockPlan, type BlockSize, compileDecoding, type DecodingPlan } from "./compile-decoding";
import type { HostDevice, Program } from "./device";
import { uploadTensors } from "./upload-tensors";

interface Block extends BlockPlan {
  readonly program: Program;
}

/** Weights, memories and programs of one text. */
export class DecodingBlocks implements TokenReader {
  readonly #device: HostDevice;
  readonly #plan: DecodingPlan;
  readonly #blocks: readonly Block[];
  readonly #vocabularySize: number;

  private constructor(device: HostDevice, graph: ModelGraph, sizes: readonly BlockSize[]) {
    const plan = compileDecoding(graph, sizes, device.tuning);
    device.allocate(
      plan.memory,
      plan.blocks.map(({ calls }) => ({ calls, records: plan.records })),
    );
    this.#device = device;
    this.#plan = plan;
    this.#blocks = plan.blocks.map((block) => ({ ...block, program: device.compile(block.calls, plan.records) }));
    this.#vocabularySize = graph.vocabularySize;
  }

  /** `sizes` fall, and the last of them divides every count of tokens that will be read. */
  static async open(
    device: HostDevice,
    graph: ModelGraph,
    tensors: StateTensors,
    sizes: readonly BlockSize[],
  ): Promise<DecodingBlocks> {
    const blocks = new DecodingBlocks(device, graph, sizes);
    const { layout, weights } = blocks.#plan;
    await uploadTensors(device, tensors, { layout, into: weights, nameOf: (name) => name, missing: "refused" });
    return blocks;
  }

  read(tokens: ArrayLike<number>, position: number): Float32Array {
    for (let done = 0; ; ) {
      const block = this.#blocks.find(({ tokens: size }) => done + size <= tokens.length);
      if (block === undefined) throw new Error(`read: expected blocks that fit ${tokens.length} tokens, got none`);
      this.#run(block, tokens, done, position + done);
      done += block.tokens;
      if (done === tokens.length) return this.#lastRow(block);
    }
  }

  forget(): void {
    for (const buffer of this.#plan.memories) this.#device.view(buffer).fill(0);
  }

  keep(): () => void {
    const { memories } = this.#plan;
    const kept = memories.map((buffer) => this.#device.view(buffer).slice());
    return () => {
      for (const [index, buffer] of memories.entries()) this.#device.view(buffer).set(kept[index]);
    };
  }

  #run(block: Block, tokens: ArrayLike<number>, from: number, position: number): void {
    const { ids, positionIds, records } = this.#plan;
    const [idWords, positionWords, record] = [ids, positionIds, records.buffer].map((buffer) =>
      asWords(this.#device.view(buffer)),
    );
    for (let index = 0; index < block.tokens; index++) {
      idWords[index] = tokens[from + index];
      positionWords[index] = position + index;
    }
    record[this.#plan.position.start] = position;
    this.#device.runNow(block.program);
  }

  #lastRow({ logits }: Block): Float32Array {
    return this.#device.view(logits).slice(logits.words - this.#vocabularySize);
  }
}

function asWords(floats: Float32Array): Uint32Array {
  return new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
}
