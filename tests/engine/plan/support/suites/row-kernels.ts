// Row and elementwise kernels beside plain loops, on sizes that make several pieces of work, the last one not full.
import { describe, it } from "vitest";
import { randomKey } from "@/domain/random";
import { randomFloats, randomHalves, randomIds } from "../random-data";
import { type Cover, type ExpectAsPlain, triedAt } from "../trial";

const { a: word, b: otherWord } = randomKey(7, "dropout", 3, 5);
const key = Uint32Array.of(word, otherWord);

// Elementwise pieces are 4096 elements.
const COUNTS = [4096, 4097, 8195, 12_290];

/** Declares the trials of fill, add, multiply and pointwise. */
export function describeElementwise(expectAsPlain: ExpectAsPlain): void {
  describe("the elementwise kernels, in several pieces", () => {
    it.each(COUNTS)("fill, add, multiply and scale %i elements", async (count) => {
      await expectAsPlain({
        data: {
          a: randomFloats(count, 1),
          b: randomFloats(count, 2),
          grown: randomFloats(count, 3),
          more: randomFloats(count, 4),
        },
        outputs: { filled: count, sum: count, product: count, grown: count, scaled: count, more: count },
        calls: [
          { kind: "fill", target: "filled", count, value: 2.5 },
          { kind: "add", a: "a", b: "b", y: "sum", count },
          { kind: "multiply", a: "a", b: "b", y: "product", count, accumulate: false },
          { kind: "multiply", a: "a", b: "b", y: "grown", count, accumulate: true },
          { kind: "scale", x: "a", y: "scaled", count, factor: 1.7, accumulate: false },
          { kind: "scale", x: "a", y: "more", count, factor: -0.3, accumulate: true },
        ],
      });
    });

    it.each(COUNTS)("add and multiply %i elements in place", async (count) => {
      await expectAsPlain({
        data: { a: randomFloats(count, 1), b: randomFloats(count, 2), c: randomFloats(count, 3) },
        outputs: { a: count, b: count },
        calls: [
          { kind: "add", a: "c", b: "a", y: "a", count },
          { kind: "multiply", a: "b", b: "c", y: "b", count, accumulate: false },
        ],
      });
    });

    it.each(["gelu", "geluTanh", "relu", "tanh", null] as const)(
      "apply %s with dropout in place and save the slopes",
      async (name) => {
        const count = 12_290;
        const call = {
          kind: "pointwise",
          x: "x",
          y: "x",
          slopes: "slopes",
          count,
          activation: name,
          dropoutRate: 0.25,
          dropoutKey: "key",
        } as const;
        await expectAsPlain({
          data: { x: randomFloats(count, 1).map((value) => 4 * value), key },
          outputs: { x: count, slopes: count },
          calls: [call],
        });
      },
    );
  });
}

/** Declares the trials of layerNorm and its backward pass. */
export function describeLayerNorm(expectAsPlain: ExpectAsPlain, cover: Cover = "combinations"): void {
  describe("the layerNorm kernels, in several pieces of rows and of columns", () => {
    const sizes = [
      { rows: 20, channels: 515 },
      { rows: 50, channels: 257 },
      { rows: 17, channels: 5 },
      { rows: 1500, channels: 6 },
    ].map((size, place) => ({ ...size, place }));

    it.each(sizes)(
      "normalise $rows rows of $channels channels and give the gradient",
      async ({ rows, channels, place }) => {
        const count = rows * channels;
        const data = {
          x: randomFloats(count, 1).map((value) => 3 * value + 1),
          gain: randomFloats(channels, 2),
          bias: randomFloats(channels, 3),
          dY: randomFloats(count, 4),
          dX: randomFloats(count, 5),
          key,
        };
        for (const accumulate of triedAt(cover, place, [false, true])) {
          const common = { x: "x", gain: "gain", statistics: "statistics", slopes: "slopes", rows, channels };
          await expectAsPlain(
            {
              data,
              outputs: {
                y: count,
                statistics: 2 * rows,
                slopes: count,
                dX: count,
                dGain: channels,
                dBias: channels,
                partials: 32 * channels,
              },
              calls: [
                {
                  kind: "layerNorm",
                  ...common,
                  bias: "bias",
                  y: "y",
                  epsilon: 1e-3,
                  activation: "gelu",
                  dropoutRate: 0.2,
                  dropoutKey: "key",
                },
                {
                  kind: "layerNormBackward",
                  ...common,
                  dY: "dY",
                  dX: "dX",
                  dGain: "dGain",
                  dBias: "dBias",
                  accumulate,
                  partials: "partials",
                },
              ],
            },
            1e-5,
          );
        }
      },
    );

    it("write the gradient over the one that they are given", async () => {
      const [rows, channels] = [20, 515];
      const count = rows * channels;
      const common = { x: "x", gain: "gain", statistics: "statistics", slopes: null, rows, channels };
      const layerNorm = { epsilon: 1e-3, activation: null, dropoutRate: 0, dropoutKey: null };
      const outputs = { y: count, statistics: 2 * rows, dY: count, dGain: channels, dBias: channels };
      await expectAsPlain(
        {
          data: {
            x: randomFloats(count, 1),
            gain: randomFloats(channels, 2),
            bias: randomFloats(channels, 3),
            dY: randomFloats(count, 4),
          },
          outputs: { ...outputs, partials: 32 * channels },
          calls: [
            { kind: "layerNorm", ...common, ...layerNorm, bias: "bias", y: "y" },
            {
              kind: "layerNormBackward",
              ...common,
              dY: "dY",
              dX: "dY",
              dGain: "dGain",
              dBias: "dBias",
              accumulate: false,
              partials: "partials",
            },
          ],
        },
        1e-5,
      );
    });
  });
}

/** Declares the trials of columnSums. */
export function describeColumnSums(expectAsPlain: ExpectAsPlain): void {
  describe("the columnSums kernel, in several pieces of columns", () => {
    it.each([
      [15, 256, 256],
      [17, 515, 515],
      [100, 600, 611],
      [1, 770, 770],
      // More rows than one part of the sums may have.
      [1100, 40, 43],
    ])("sums the columns of %i rows of %i that lie %i apart", async (rows, columns, rowStride) => {
      await expectAsPlain({
        data: { x: randomFloats(rows * rowStride, 1) },
        outputs: { y: columns, partials: 16 * columns },
        calls: [{ kind: "columnSums", x: "x", y: "y", rows, columns, rowStride, partials: "partials" }],
      });
    });
  });
}

/** Declares the trials of embedding, positions and the tables of products. */
export function describeEmbedding(expectAsPlain: ExpectAsPlain): void {
  describe("the embedding kernels, in several pieces of rows and of columns", () => {
    it.each([
      { batch: 3, positions: 39, vocabulary: 29, channels: 231 },
      { batch: 400, positions: 3, vocabulary: 11, channels: 5 },
      { batch: 130, positions: 7, vocabulary: 40, channels: 67 },
    ])("look up $batch x $positions rows of $channels channels, and give the gradients", async (size) => {
      const { batch, positions, vocabulary, channels } = size;
      const rows = batch * positions;
      const count = rows * channels;
      const common = { ids: "ids", rows, channels, positions };
      const scattered = { ids: "ids", dY: "dY", rows, vocabulary, channels } as const;
      await expectAsPlain({
        data: {
          ids: randomIds(rows, vocabulary, 1),
          table: randomFloats(vocabulary * channels, 2),
          halves: randomHalves(vocabulary * channels, 6),
          places: randomFloats(positions * channels, 3),
          dY: randomFloats(count, 4),
          grown: randomFloats(vocabulary * channels, 5),
        },
        outputs: {
          y: count,
          z: count,
          u: count,
          v: count,
          w: count,
          dTable: vocabulary * channels,
          grown: vocabulary * channels,
          dPlaces: positions * channels,
        },
        calls: [
          { kind: "embedding", ...common, table: "table", tableInHalves: false, y: "y", positionTable: null },
          { kind: "embedding", ...common, table: "table", tableInHalves: false, y: "z", positionTable: "places" },
          { kind: "embedding", ...common, table: "halves", tableInHalves: true, y: "u", positionTable: null },
          { kind: "embedding", ...common, table: "halves", tableInHalves: true, y: "v", positionTable: "places" },
          { kind: "addPositions", x: "y", table: "places", y: "w", batch, positions, channels },
          { kind: "embeddingBackward", ...scattered, dTable: "dTable", accumulate: false },
          { kind: "embeddingBackward", ...scattered, dTable: "grown", accumulate: true },
          { kind: "addPositionsBackward", dY: "dY", dTable: "dPlaces", batch, positions, channels },
        ],
      });
    });

    it.each([
      { batch: 300, positions: 2, vocabulary: 7, columns: 33 },
      { batch: 71, positions: 7, vocabulary: 12, columns: 267 },
      { batch: 1030, positions: 3, vocabulary: 5, columns: 288 },
    ])("sum products of $batch rows of $columns columns, with and without a bias", async (size) => {
      const { batch, positions, vocabulary, columns } = size;
      const count = batch * columns;
      const common = { ids: "ids", ...size };
      await expectAsPlain(
        {
          data: {
            ids: randomIds(batch * positions, vocabulary, 1),
            products: randomFloats(positions * vocabulary * columns, 2),
            bias: randomFloats(columns, 3),
            dY: randomFloats(count, 4),
          },
          outputs: { y: count, plain: count, sums: positions * vocabulary * columns },
          calls: [
            { kind: "gatherSum", ...common, products: "products", bias: "bias", y: "y" },
            { kind: "gatherSum", ...common, products: "products", bias: null, y: "plain" },
            { kind: "scatterSum", ...common, dY: "dY", sums: "sums" },
          ],
        },
        4e-6,
      );
    });
  });
}

/** Declares the trials of windows and last positions. */
export function describeWindows(expectAsPlain: ExpectAsPlain, cover: Cover = "combinations"): void {
  describe("the kernels of sequences and windows, in several pieces of rows", () => {
    it("add every row's positions once, where threads contend for very many small pieces", async () => {
      const batch = 40_000;
      await expectAsPlain({
        data: { x: randomFloats(batch, 1), table: Float32Array.of(0.5) },
        outputs: { x: batch },
        calls: [{ kind: "addPositions", x: "x", table: "table", y: "x", batch, positions: 1, channels: 1 }],
      });
    });

    it("pick the last positions of 23 sequences and give the gradient", async () => {
      const [batch, positions, channels] = [23, 5, 37];
      await expectAsPlain({
        data: { x: randomFloats(batch * positions * channels, 1), dY: randomFloats(batch * channels, 2) },
        outputs: { y: batch * channels, dX: batch * positions * channels },
        calls: [
          { kind: "lastPosition", x: "x", y: "y", batch, positions, channels },
          { kind: "lastPositionBackward", dY: "dY", dX: "dX", batch, positions, channels },
        ],
      });
    });

    const cuts = [
      { batch: 250, positions: 40, tokenBytes: 2, everyPosition: true },
      { batch: 250, positions: 40, tokenBytes: 4, everyPosition: false },
      { batch: 1400, positions: 6, tokenBytes: 2, everyPosition: false },
      { batch: 4, positions: 5000, tokenBytes: 4, everyPosition: true },
    ].map((size, place) => ({ ...size, place }));
    it.each(cuts)("cut $batch windows of $positions tokens of $tokenBytes bytes", async (size) => {
      const { batch, positions, tokenBytes, everyPosition } = size;
      const tokens = randomIds(6000, 60_000, 1);
      const starts = Uint32Array.from(randomIds(batch, tokens.length - positions, 2));
      // A batch that is not full.
      starts.fill(0xffffffff, batch - 2);
      const lossMask = Uint32Array.from(randomIds(Math.ceil(tokens.length / 32), 2 ** 32, 3));
      const call = { kind: "windows", tokens: "tokens", starts: "starts", ids: "ids", targets: "targets" } as const;
      for (const mask of triedAt(cover, size.place, [null, "lossMask"])) {
        await expectAsPlain(
          {
            data: { tokens: tokenBytes === 2 ? Uint16Array.from(tokens) : tokens, starts, lossMask },
            outputs: { ids: batch * positions, targets: everyPosition ? batch * positions : batch },
            calls: [{ ...call, lossMask: mask, batch, positions, tokenBytes, everyPosition }],
          },
          0,
        );
      }
    });

    it.each([
      { rows: 64, room: 40, channels: 5 },
      { rows: 1030, room: 680, channels: 37 },
      // Fewer places than rows that count, and more.
      { rows: 300, room: 24, channels: 33 },
      { rows: 3, room: 16, channels: 70 },
    ])("list $rows rows in $room places, and bring gradients back", async ({ rows, room, channels }) => {
      const targets = randomIds(rows, 9, 1).map((target, row) => (row % 5 < 2 ? -1 : target));
      await expectAsPlain(
        {
          data: { targets, dY: randomFloats(room * channels, 2) },
          outputs: { chosen: room, chosenTargets: room, places: rows, dX: rows * channels },
          calls: [
            {
              kind: "selectRows",
              targets: "targets",
              chosen: "chosen",
              chosenTargets: "chosenTargets",
              places: "places",
              rows,
              room,
            },
            { kind: "returnRows", dY: "dY", places: "places", dX: "dX", rows, channels },
          ],
        },
        0,
      );
    });
  });
}
