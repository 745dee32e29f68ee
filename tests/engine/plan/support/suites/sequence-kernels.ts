// The GRU and attention kernels beside plain loops, on batches that make several pieces of work.
import { describe, it } from "vitest";
import { randomFloats } from "../random-data";
import { type Cover, type ExpectAsPlain, type NamedCall, triedAt } from "../trial";

interface Size {
  readonly batch: number;
  readonly positions: number;
  readonly channels: number;
}

/** Makes the calls of the cell and its backward pass. */
export function gruCalls(size: Size, lastOnly: boolean): readonly NamedCall[] {
  const saved = { gates: "gates", previous: "previous", recurrent: "recurrent" };
  return [
    {
      kind: "gru",
      ...saved,
      ...size,
      projected: "projected",
      bias: "bias",
      y: "y",
      initial: "initial",
      final: "final",
    },
    { kind: "gruBackward", ...saved, ...size, dY: "dY", dProjected: "dProjected", dRecurrent: "dRecurrent", lastOnly },
  ];
}

/** Declares the trials of gru and its backward pass. */
export function describeGru(expectAsPlain: ExpectAsPlain, cover: Cover = "combinations"): void {
  describe("the GRU kernels", () => {
    const sizes = [
      // Several pieces for 1 to 3 threads, the last one not full, and not a whole register tile.
      { batch: 70, positions: 3, channels: 9 },
      // An invocation for each of so many channels, and none to spare.
      { batch: 3, positions: 3, channels: 130 },
    ];
    const pieces = [
      // The most rows of the path that reads its matrix as it lies, and one row more.
      { batch: 5, positions: 4, channels: 11 },
      { batch: 6, positions: 4, channels: 11 },
      // More rows for a thread than one piece may have.
      { batch: 450, positions: 2, channels: 10 },
    ];
    const tried = [...sizes, ...(cover === "combinations" ? pieces : [])].map((size, place) => ({ ...size, place }));
    const title = "run $batch sequences of $positions positions and $channels channels and give the gradients";
    it.each(tried)(title, async ({ place, ...size }) => {
      const { batch, positions, channels } = size;
      const count = batch * positions * channels;
      for (const lastOnly of triedAt(cover, place, [false, true])) {
        await expectAsPlain(
          {
            data: {
              projected: randomFloats(3 * count, 1),
              recurrent: randomFloats(3 * channels * channels, 2),
              bias: randomFloats(6 * channels, 3),
              initial: randomFloats(batch * channels, 4),
              dY: randomFloats(lastOnly ? batch * channels : count, 5),
            },
            outputs: {
              y: count,
              gates: 4 * count,
              previous: count,
              final: batch * channels,
              dProjected: 3 * count,
              dRecurrent: 3 * count,
            },
            calls: gruCalls(size, lastOnly),
          },
          1e-5,
        );
      }
    });

    it("start from zeros, and go on from the state that they left, when nothing else is wanted", async () => {
      const [batch, positions, channels] = [70, 2, 9];
      const common = { recurrent: "recurrent", bias: "bias", y: null, gates: null, previous: null } as const;
      const size = { batch, positions, channels };
      await expectAsPlain(
        {
          data: {
            one: randomFloats(3 * batch * positions * channels, 1),
            two: randomFloats(3 * batch * positions * channels, 2),
            recurrent: randomFloats(3 * channels * channels, 3),
            bias: randomFloats(6 * channels, 4),
          },
          outputs: { state: batch * channels },
          calls: [
            { kind: "gru", ...common, ...size, projected: "one", initial: null, final: "state" },
            { kind: "gru", ...common, ...size, projected: "two", initial: "state", final: "state" },
          ],
        },
        1e-5,
      );
    });
  });
}

/** Declares the trials of attention and its backward pass. */
export function describeAttention(expectAsPlain: ExpectAsPlain, cover: Cover = "combinations"): void {
  describe("the attention kernels", () => {
    const sizes = [
      { batch: 2, positions: 49, channels: 18, heads: 2, place: 0 },
      // Heads that begin at the borders of vectors, of more of them than one tile has.
      { batch: 1, positions: 37, channels: 72, heads: 2, place: 1 },
    ];
    const title = "attend in $batch sequences with $heads heads over several blocks of $positions positions";
    it.each(sizes)(title, async ({ place, ...shape }) => {
      const { batch, positions, channels, heads } = shape;
      const rows = batch * positions;
      for (const causal of triedAt(cover, place, [true, false])) {
        await expectAsPlain(
          {
            data: {
              qkv: randomFloats(3 * rows * channels, 1).map((value) => 2 * value),
              dY: randomFloats(rows * channels, 2),
            },
            outputs: { y: rows * channels, alone: rows * channels, logSums: rows * heads, dQkv: 3 * rows * channels },
            calls: [
              { kind: "attention", ...shape, qkv: "qkv", y: "alone", logSums: null, causal },
              { kind: "attention", ...shape, qkv: "qkv", y: "y", logSums: "logSums", causal },
              {
                kind: "attentionBackward",
                ...shape,
                qkv: "qkv",
                y: "y",
                logSums: "logSums",
                dY: "dY",
                dQkv: "dQkv",
                causal,
              },
            ],
          },
          1e-5,
        );
      }
    });
  });
}

/** Declares the trial of attention with a cache, for targets that decode. */
export function describeAttentionCache(expectAsPlain: ExpectAsPlain): void {
  describe("the attention kernel with a cache", () => {
    it("goes on by one position or several", async () => {
      const [channels, heads] = [6, 2];
      const pieces = [4, 1, 1, 3];
      const positions = pieces.map((_, index) => pieces.slice(0, index).reduce((sum, rows) => sum + rows, 0));
      const named = <Value>(name: string, value: (rows: number, index: number) => Value) =>
        Object.fromEntries(pieces.map((rows, index) => [`${name}${index}`, value(rows, index)]));
      await expectAsPlain({
        data: {
          ...named("qkv", (rows, index) => randomFloats(3 * rows * channels, index)),
          ...named("position", (_, index) => Uint32Array.of(positions[index])),
        },
        outputs: { cache: 2 * 9 * channels, ...named("y", (rows) => rows * channels) },
        calls: pieces.map((rows, index): NamedCall => {
          const [qkv, y, position] = [`qkv${index}`, `y${index}`, `position${index}`];
          return { kind: "attentionCached", qkv, cache: "cache", y, position, channels, heads, rows };
        }),
      });
    });
  });
}
