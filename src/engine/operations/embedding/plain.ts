// Rows of a table by token, and products of whole tables, as plain loops.
import { widenInto } from "@/domain/stored-tensor";
import { asHalves, asIntegers, type PlainKernel } from "../../plan/plain/kernel";

/** Looks rows up, and adds those of the positions. */
export const plainEmbedding: PlainKernel<"embedding"> = ({
  table,
  tableInHalves,
  y,
  rows,
  channels,
  positionTable,
  positions,
  ...args
}) => {
  const values = tableInHalves ? new Float32Array(channels) : null;
  return () => {
    const ids = asIntegers(args.ids);
    for (let row = 0; row < rows; row++) {
      const first = ids[row] * channels;
      if (values !== null) widenInto(values, asHalves(table), first);
      const source = values ?? table.subarray(first, first + channels);
      for (let c = 0; c < channels; c++) {
        y[row * channels + c] = source[c] + (positionTable?.[(row % positions) * channels + c] ?? 0);
      }
    }
  };
};

/** Adds up gradients by token. */
export const plainEmbeddingBackward: PlainKernel<"embeddingBackward"> =
  ({ dY, dTable, rows, channels, accumulate, ...args }) =>
  () => {
    const ids = asIntegers(args.ids);
    const sums = accumulate ? Float64Array.from(dTable) : new Float64Array(dTable.length);
    for (let row = 0; row < rows; row++) {
      for (let c = 0; c < channels; c++) sums[ids[row] * channels + c] += dY[row * channels + c];
    }
    dTable.set(sums);
  };

/** Adds up the products that the tokens of a window choose. */
export const plainGatherSum: PlainKernel<"gatherSum"> =
  ({ products, bias, y, batch, positions, vocabulary, columns, ...args }) =>
  () => {
    const ids = asIntegers(args.ids);
    for (let row = 0; row < batch; row++) {
      for (let column = 0; column < columns; column++) {
        let sum = bias?.[column] ?? 0;
        for (let t = 0; t < positions; t++) {
          sum += products[(t * vocabulary + ids[row * positions + t]) * columns + column];
        }
        y[row * columns + column] = sum;
      }
    }
  };

/** Adds up gradients by position and token. */
export const plainScatterSum: PlainKernel<"scatterSum"> =
  ({ dY, sums, batch, positions, vocabulary, columns, ...args }) =>
  () => {
    const ids = asIntegers(args.ids);
    const totals = new Float64Array(positions * vocabulary * columns);
    for (let row = 0; row < batch; row++) {
      for (let t = 0; t < positions; t++) {
        const start = (t * vocabulary + ids[row * positions + t]) * columns;
        for (let column = 0; column < columns; column++) totals[start + column] += dY[row * columns + column];
      }
    }
    sums.set(totals);
  };
