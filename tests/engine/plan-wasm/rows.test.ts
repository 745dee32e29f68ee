// Row kernels: layer normalisation, activation with dropout, embeddings, positions, sums, windows.
import { afterAll, describe, expect, it } from "vitest";
import { randomKey } from "@/domain/random";
import { emptyMask, markTarget } from "@/domain/windows/loss-mask";
import { activationCodes } from "@/engine/plan/wasm/commands";
import { activation } from "../../oracle/dense";
import { randomFloats, randomIds } from "../plan/support/random-data";
import { expectAsPlain } from "./against-plain";
import { closeBenches, expectClose, tryEverywhere } from "./laboratory";

const activations = [null, "gelu", "geluTanh", "relu", "tanh"] as const;

afterAll(closeBenches);

const key = randomKey(7, "dropout", 3, 5);
const keyWords = Uint32Array.of(key.a, key.b);

describe("the pointwise kernel", () => {
  it.each(activations.flatMap((activation) => [0, 0.2, 0.3].map((dropoutRate) => ({ activation, dropoutRate }))))(
    "applies $activation and drops $dropoutRate by the counter generator, forward and backward",
    async (settings) => {
      for (const count of [1, 3, 130, 9001]) {
        await expectAsPlain(
          {
            data: { x: randomFloats(count, 1).map((value) => value * 5), dY: randomFloats(count, 2), keyWords },
            outputs: { y: count, slopes: count, dX: count },
            calls: [
              { kind: "pointwise", x: "x", y: "y", slopes: "slopes", dropoutKey: "keyWords", count, ...settings },
              { kind: "multiply", a: "dY", b: "slopes", y: "dX", count, accumulate: false },
              { kind: "multiply", a: "slopes", b: "dY", y: "dX", count, accumulate: true },
            ],
          },
          4e-6,
        );
      }
    },
  );

  it("keeps tanh and both forms of GELU within some units in the last place of x and of the value", async () => {
    const x = Float32Array.from({ length: 4001 }, (_, i) => (i - 2000) / 200);
    for (const name of ["tanh", "gelu", "geluTanh"] as const) {
      const all = await tryEverywhere({
        data: { x, keyWords },
        outputs: { y: x.length },
        commands: (at) => [
          {
            kind: "pointwise",
            x: at.x,
            y: at.y,
            slopes: 0,
            count: x.length,
            activation: activationCodes[name],
            dropoutRate: 0,
            dropoutKey: at.keyWords,
          },
        ],
      });
      for (const results of all) {
        for (const [i, value] of x.entries()) {
          const [[truth]] = activation([[value]], name);
          expect(Math.abs(results.y[i] - truth)).toBeLessThan(
            4e-7 * Math.abs(truth) + 1.5e-7 * Math.abs(value) + 1e-30,
          );
        }
      }
    }
  });
});

describe("the layerNorm kernels", () => {
  it.each([
    { rows: 1, channels: 1 },
    { rows: 5, channels: 7 },
    { rows: 37, channels: 6 },
    { rows: 3, channels: 70 },
  ])("normalise $rows rows of $channels channels and give the gradient, fused with GELU and dropout", async (size) => {
    const { rows, channels } = size;
    const count = rows * channels;
    for (const { slopes, ...settings } of [
      { activation: null, dropoutRate: 0, slopes: null },
      { activation: "gelu", dropoutRate: 0.2, slopes: "slopes" },
    ] as const) {
      const common = { x: "x", gain: "gain", statistics: "statistics", slopes, ...size };
      await expectAsPlain(
        {
          data: {
            x: randomFloats(count, 1).map((value) => 3 * value + 1),
            gain: randomFloats(channels, 2),
            bias: randomFloats(channels, 3),
            dY: randomFloats(count, 4),
            keyWords,
          },
          outputs: {
            y: count,
            statistics: 2 * rows,
            ...(slopes && { slopes: count }),
            dX: count,
            dGain: channels,
            dBias: channels,
            partials: 32 * channels,
          },
          calls: [
            {
              kind: "layerNorm",
              ...common,
              ...settings,
              bias: "bias",
              y: "y",
              epsilon: 1e-3,
              dropoutKey: "keyWords",
            },
            {
              kind: "layerNormBackward",
              ...common,
              dY: "dY",
              dX: "dX",
              dGain: "dGain",
              dBias: "dBias",
              accumulate: false,
              partials: "partials",
            },
          ],
        },
        1e-5,
      );
    }
  });
});

describe("the embedding kernels", () => {
  it.each([
    { rows: 1, vocabulary: 1, channels: 1, positions: 1 },
    { rows: 35, vocabulary: 11, channels: 6, positions: 7 },
    { rows: 120, vocabulary: 29, channels: 33, positions: 40 },
  ])("look rows up, add positions, and sum gradients by id: $rows x $channels", async (size) => {
    const { rows, vocabulary, channels, positions } = size;
    const ids = randomIds(rows, vocabulary, 1);
    const [table, places, dY] = [
      randomFloats(vocabulary * channels, 2),
      randomFloats(positions * channels, 3),
      randomFloats(rows * channels, 4),
    ];
    const batch = rows / positions;
    const all = await tryEverywhere({
      data: { ids, table, places, dY },
      outputs: {
        y: rows * channels,
        z: rows * channels,
        w: rows * channels,
        dTable: table.length,
        dPlaces: places.length,
      },
      commands: (at) => [
        {
          kind: "embedding",
          ids: at.ids,
          table: at.table,
          tableInHalves: 0,
          y: at.y,
          rows,
          channels,
          positionTable: 0,
          positions,
        },
        {
          kind: "embedding",
          ids: at.ids,
          table: at.table,
          tableInHalves: 0,
          y: at.z,
          rows,
          channels,
          positionTable: at.places,
          positions,
        },
        { kind: "addPositions", x: at.y, table: at.places, y: at.w, batch, positions, channels },
        {
          kind: "embeddingBackward",
          ids: at.ids,
          dY: at.dY,
          dTable: at.dTable,
          rows,
          vocabulary,
          channels,
          accumulate: 0,
        },
        { kind: "addPositionsBackward", dY: at.dY, dTable: at.dPlaces, batch, positions, channels },
      ],
    });
    const y = dY.map((_, i) => table[ids[Math.floor(i / channels)] * channels + (i % channels)]);
    const z = y.map((value, i) => value + places[i % places.length]);
    const dTable = new Float64Array(table.length);
    const dPlaces = new Float64Array(places.length);
    for (const [i, value] of dY.entries()) {
      dTable[ids[Math.floor(i / channels)] * channels + (i % channels)] += value;
      dPlaces[i % places.length] += value;
    }
    for (const results of all) {
      expectClose(results.y, y, 0);
      expectClose(results.z, z, 1e-7);
      expectClose(results.w, z, 1e-7);
      expectClose(results.dTable, dTable);
      expectClose(results.dPlaces, dPlaces);
    }
  });

  it("give embedding, flatten and linear as a sum of table products, and its gradient", async () => {
    for (const [batch, positions, vocabulary, columns] of [
      [1, 1, 1, 1],
      [40, 5, 9, 38],
      [33, 3, 20, 70],
    ] as const) {
      const ids = randomIds(batch * positions, vocabulary, 1);
      const products = randomFloats(positions * vocabulary * columns, 2);
      const [bias, dY] = [randomFloats(columns, 3), randomFloats(batch * columns, 4)];
      const size = { batch, positions, vocabulary, columns };
      const all = await tryEverywhere({
        data: { ids, products, bias, dY },
        outputs: { y: batch * columns, sums: products.length },
        commands: (at) => [
          { kind: "gatherSum", ids: at.ids, products: at.products, bias: at.bias, y: at.y, ...size },
          { kind: "scatterSum", ids: at.ids, dY: at.dY, sums: at.sums, ...size },
        ],
      });
      const y = Float64Array.from(dY, (_, i) => bias[i % columns]);
      const sums = new Float64Array(products.length);
      for (let i = 0; i < y.length; i++) {
        for (let t = 0; t < positions; t++) {
          const id = ids[Math.floor(i / columns) * positions + t];
          const at = (t * vocabulary + id) * columns + (i % columns);
          y[i] += products[at];
          sums[at] += dY[i];
        }
      }
      for (const results of all) {
        expectClose(results.y, y);
        expectClose(results.sums, sums);
      }
    }
  });
});

describe("the small kernels", () => {
  it.each([1, 17, 131])("fill, add and pick last positions of %i channels", async (channels) => {
    const [batch, positions] = [3, 4];
    const [a, b] = [randomFloats(batch * positions * channels, 1), randomFloats(batch * positions * channels, 2)];
    const all = await tryEverywhere({
      data: { a, b },
      outputs: { sum: a.length, last: batch * channels, back: a.length, ones: channels },
      commands: (at) => [
        { kind: "add", a: at.a, b: at.b, y: at.sum, count: a.length },
        { kind: "lastPosition", x: at.a, y: at.last, batch, positions, channels },
        { kind: "lastPositionBackward", dY: at.last, dX: at.back, batch, positions, channels },
        { kind: "fill", target: at.ones, count: channels, value: 1 },
      ],
    });
    const isLast = (i: number) => Math.floor(i / channels) % positions === positions - 1;
    for (const results of all) {
      expectClose(
        results.sum,
        a.map((value, i) => value + b[i]),
        0,
      );
      expectClose(
        results.last,
        a.filter((_, i) => isLast(i)),
        0,
      );
      expectClose(
        results.back,
        a.map((value, i) => (isLast(i) ? value : 0)),
        0,
      );
      expectClose(results.ones, new Float32Array(channels).fill(1), 0);
    }
  });

  it.each([
    [1, 1],
    [7, 3],
    [100, 45],
    [33, 140],
  ])("sum the columns of %i rows of %i", async (rows, columns) => {
    const x = randomFloats(rows * columns, 1);
    const all = await tryEverywhere({
      data: { x },
      outputs: { y: columns, partials: 16 * columns },
      commands: (at) => [
        { kind: "columnSums", x: at.x, y: at.y, rows, columns, rowStride: columns, partials: at.partials },
      ],
    });
    const expected = new Float64Array(columns);
    for (const [i, value] of x.entries()) expected[i % columns] += value;
    for (const results of all) expectClose(results.y, expected);
  });

  it.each([2, 4])("cut windows out of tokens of %i bytes", async (tokenBytes) => {
    const tokens = randomIds(100, 60_000, 1);
    const starts = Uint32Array.of(0, 93, 17, 5, 5);
    const [batch, positions] = [5, 6];
    for (const everyPosition of [0, 1]) {
      const count = everyPosition === 1 ? batch * positions : batch;
      const all = await tryEverywhere({
        data: { tokens: tokenBytes === 2 ? Uint16Array.from(tokens) : tokens, starts },
        outputs: { ids: batch * positions, targets: count },
        commands: (at) => [
          {
            kind: "windows",
            tokens: at.tokens,
            tokenBytes,
            lossMask: 0,
            starts: at.starts,
            ids: at.ids,
            targets: at.targets,
            batch,
            positions,
            everyPosition,
          },
        ],
      });
      const ids = [...starts].flatMap((start) => [...tokens.subarray(start, start + positions)]);
      const targets = [...starts].flatMap((start) =>
        everyPosition === 1 ? [...tokens.subarray(start + 1, start + positions + 1)] : [tokens[start + positions]],
      );
      for (const results of all) {
        expect([...new Int32Array(results.ids.buffer)]).toEqual(ids);
        expect([...new Int32Array(results.targets.buffer)]).toEqual(targets);
      }
    }
  });

  it.each([0, 1])("name targets that the loss mask leaves out (every position: %i)", async (everyPosition) => {
    const tokens = Uint16Array.from({ length: 70 }, (_, index) => (index % 5 === 0 ? 9 : index));
    const lossMask = emptyMask(tokens.length);
    for (const [index, token] of tokens.entries()) if (token !== 9) markTarget(lossMask, index);
    const starts = Uint32Array.of(0, 4, 60, 29);
    const [batch, positions] = [4, 6];
    const count = everyPosition === 1 ? batch * positions : batch;
    const all = await tryEverywhere({
      data: { tokens, starts, lossMask },
      outputs: { ids: batch * positions, targets: count, counted: 1 },
      commands: (at) => [
        {
          kind: "windows",
          tokens: at.tokens,
          tokenBytes: 2,
          lossMask: at.lossMask,
          starts: at.starts,
          ids: at.ids,
          targets: at.targets,
          batch,
          positions,
          everyPosition,
        },
        { kind: "countTargets", targets: at.targets, counted: at.counted, rows: count, accumulate: 0 },
      ],
    });
    const targets = [...starts].flatMap((start) =>
      [...tokens.subarray(start + 1, start + positions + 1)]
        .map((token) => (token === 9 ? -1 : token))
        .slice(everyPosition === 1 ? 0 : -1),
    );
    for (const results of all) {
      // What the model reads is as it was.
      expect([...new Int32Array(results.ids.buffer)]).toEqual(
        [...starts].flatMap((start) => [...tokens.subarray(start, start + positions)]),
      );
      expect([...new Int32Array(results.targets.buffer)]).toEqual(targets);
      expect(new Int32Array(results.counted.buffer)[0]).toBe(targets.filter((target) => target >= 0).length);
    }
  });
});
