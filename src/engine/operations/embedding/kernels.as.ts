// Embedding look-up and its gradient, and the product form of embedding, flatten and linear for
// batches larger than the vocabulary: one small product per position and token instead of per row.
import { claim, pieceItems, pieceRows, scratch } from "../../plan/wasm/assembly/context.as";
import { load4Part, loadPart, storePart } from "../../plan/wasm/assembly/vector.as";
import {
  EmbeddingArguments,
  EmbeddingBackwardArguments,
  GatherSumArguments,
  ScatterSumArguments,
} from "../../plan/wasm/generated/kernel-arguments.as";

/** y (rows,C) = table[id], + positionTable[row % positions] if given */
export function embedding(args: EmbeddingArguments): void {
  if (args.tableInHalves) lookUp<u16>(args);
  else lookUp<f32>(args);
}

/** The same in a table of floats or of halves (u16). */
function lookUp<T>(args: EmbeddingArguments): void {
  const ids = args.ids;
  const table = args.table;
  const y = args.y;
  const rows = args.rows;
  const channels = args.channels;
  const positionTable = args.positionTable;
  const positions = args.positions;
  const bytes = (<usize>channels) << 2;
  const piece = pieceRows(channels);
  for (let first = claim() * piece; first < rows; first = claim() * piece) {
    const end = min(rows, first + piece);
    for (let row = first; row < end; row++) {
      const source = table + <usize>load<u32>(ids + ((<usize>row) << 2)) * (<usize>channels * sizeof<T>());
      const target = y + <usize>row * bytes;
      if (positionTable != 0) {
        sumOfTwo<T>(target, source, positionTable + <usize>(row % positions) * bytes, channels);
      } else if (sizeof<T>() == 4) {
        memory.copy(target, source, bytes);
      } else {
        for (let c = 0; c < channels; c += 4) {
          const values = load4Part<T>(source + <usize>c * sizeof<T>(), channels - c);
          storePart(target + ((<usize>c) << 2), values, channels - c);
        }
      }
    }
  }
}

/** target = a + b, a of floats or of halves (u16) @inline */
function sumOfTwo<T>(target: usize, a: usize, b: usize, count: i32): void {
  for (let c = 0; c < count; c += 4) {
    const at = (<usize>c) << 2;
    const left = load4Part<T>(a + <usize>c * sizeof<T>(), count - c);
    storePart(target + at, f32x4.add(left, loadPart(b + at, count - c)), count - c);
  }
}

/** dTable (V,C) (+)= sum of dY rows by id. Pieces split the columns, so every sum runs in row order. */
export function embeddingBackward(args: EmbeddingBackwardArguments): void {
  const ids = args.ids;
  const dY = args.dY;
  const dTable = args.dTable;
  const rows = args.rows;
  const vocabulary = args.vocabulary;
  const channels = args.channels;
  const piece = pieceItems(channels, 16, channels);
  for (let from = claim() * piece; from < channels; from = claim() * piece) {
    const count = min(piece, channels - from);
    if (!args.accumulate) zeroColumns(dTable, vocabulary, channels, from, from + count);
    for (let row = 0; row < rows; row++) {
      const id = load<i32>(ids + ((<usize>row) << 2));
      const target = dTable + ((<usize>(id * channels + from)) << 2);
      sumOfTwo<f32>(target, target, dY + ((<usize>(row * channels + from)) << 2), count);
    }
  }
}

function zeroColumns(target: usize, rows: i32, columns: i32, from: i32, to: i32): void {
  for (let row = 0; row < rows; row++) {
    memory.fill(target + ((<usize>(row * columns + from)) << 2), 0, (<usize>(to - from)) << 2);
  }
}

/** y (B,columns) = bias + sum over t of products[t, ids[b,t]] */
export function gatherSum(args: GatherSumArguments): void {
  const ids = args.ids;
  const products = args.products;
  const bias = args.bias;
  const y = args.y;
  const batch = args.batch;
  const positions = args.positions;
  const vocabulary = args.vocabulary;
  const columns = args.columns;
  const piece = pieceItems(batch, 1, 64);
  for (let first = claim() * piece; first < batch; first = claim() * piece) {
    const end = min(batch, first + piece);
    for (let row = first; row < end; row++) {
      const target = y + ((<usize>(row * columns)) << 2);
      gatherRow(ids + ((<usize>(row * positions)) << 2), products, positions, bias, target, vocabulary, columns);
    }
  }
}

/** target (columns) = bias + sum over t of products[t, ids[t]] */
function gatherRow(
  ids: usize,
  products: usize,
  positions: i32,
  bias: usize,
  target: usize,
  vocabulary: i32,
  columns: i32,
): void {
  const bytes = (<usize>columns) << 2;
  const layer = <usize>vocabulary * bytes;
  let column = 0;
  for (; column + 32 <= columns; column += 32) {
    gatherColumns32(ids, products, layer, bytes, positions, bias, (<usize>column) << 2, target);
  }
  for (; column < columns; column += 4) {
    const count = columns - column;
    const at = (<usize>column) << 2;
    let sum = bias == 0 ? f32x4.splat(0) : loadPart(bias + at, count);
    let source = products + at;
    for (let t = 0; t < positions; t++) {
      sum = f32x4.add(sum, loadPart(source + <usize>load<u32>(ids + ((<usize>t) << 2)) * bytes, count));
      source += layer;
    }
    storePart(target + at, sum, count);
  }
}

/** @inline */
function gatherColumns32(
  ids: usize,
  products: usize,
  layer: usize,
  bytes: usize,
  positions: i32,
  bias: usize,
  at: usize,
  target: usize,
): void {
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  let h = a;
  if (bias != 0) {
    const s = bias + at;
    a = v128.load(s);
    b = v128.load(s, 16);
    c = v128.load(s, 32);
    d = v128.load(s, 48);
    e = v128.load(s, 64);
    f = v128.load(s, 80);
    g = v128.load(s, 96);
    h = v128.load(s, 112);
  }
  let base = products + at;
  for (let t = 0; t < positions; t++) {
    const s = base + <usize>load<u32>(ids + ((<usize>t) << 2)) * bytes;
    a = f32x4.add(a, v128.load(s));
    b = f32x4.add(b, v128.load(s, 16));
    c = f32x4.add(c, v128.load(s, 32));
    d = f32x4.add(d, v128.load(s, 48));
    e = f32x4.add(e, v128.load(s, 64));
    f = f32x4.add(f, v128.load(s, 80));
    g = f32x4.add(g, v128.load(s, 96));
    h = f32x4.add(h, v128.load(s, 112));
    base += layer;
  }
  const y = target + at;
  v128.store(y, a);
  v128.store(y, b, 16);
  v128.store(y, c, 32);
  v128.store(y, d, 48);
  v128.store(y, e, 64);
  v128.store(y, f, 80);
  v128.store(y, g, 96);
  v128.store(y, h, 112);
}

/**
 * sums (T,V,columns)[t,v] = sum of dY rows with ids[b,t] = v. Pieces are positions; the rows of a
 * position are sorted by id (stable counting sort), so that each sum stays in registers.
 */
export function scatterSum(args: ScatterSumArguments): void {
  const ids = args.ids;
  const dY = args.dY;
  const sums = args.sums;
  const batch = args.batch;
  const positions = args.positions;
  const vocabulary = args.vocabulary;
  const columns = args.columns;
  const bytes = (<usize>columns) << 2;
  const ends = scratch;
  const order = scratch + ((<usize>vocabulary) << 2);
  for (let t = claim(); t < positions; t = claim()) {
    sortRows(ids + ((<usize>t) << 2), (<usize>positions) << 2, batch, vocabulary, ends, order);
    let first = order;
    for (let id = 0; id < vocabulary; id++) {
      const end = order + ((<usize>load<u32>(ends + ((<usize>id) << 2))) << 2);
      sumListed(sums + <usize>(t * vocabulary + id) * bytes, dY, bytes, first, end, columns);
      first = end;
    }
  }
}

/** order = rows sorted by id; ends[id] = where the rows of id end in it. */
function sortRows(ids: usize, stride: usize, rows: i32, vocabulary: i32, ends: usize, order: usize): void {
  memory.fill(ends, 0, (<usize>vocabulary) << 2);
  let at = ids;
  for (let row = 0; row < rows; row++) {
    const counter = ends + ((<usize>load<u32>(at)) << 2);
    store<u32>(counter, load<u32>(counter) + 1);
    at += stride;
  }
  let start: u32 = 0;
  for (let id = 0; id < vocabulary; id++) {
    const counter = ends + ((<usize>id) << 2);
    const count = load<u32>(counter);
    store<u32>(counter, start);
    start += count;
  }
  at = ids;
  for (let row = 0; row < rows; row++) {
    const counter = ends + ((<usize>load<u32>(at)) << 2);
    const place = load<u32>(counter);
    store<u32>(order + ((<usize>place) << 2), row);
    store<u32>(counter, place + 1);
    at += stride;
  }
}

/** target (columns) = sum of the rows of source whose numbers lie in [first, end) */
function sumListed(target: usize, source: usize, bytes: usize, first: usize, end: usize, columns: i32): void {
  let column = 0;
  for (; column + 32 <= columns; column += 32) {
    const base = source + ((<usize>column) << 2);
    const y = target + ((<usize>column) << 2);
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let e = a;
    let f = a;
    let g = a;
    let h = a;
    for (let listed = first; listed < end; listed += 4) {
      const s = base + <usize>load<u32>(listed) * bytes;
      a = f32x4.add(a, v128.load(s));
      b = f32x4.add(b, v128.load(s, 16));
      c = f32x4.add(c, v128.load(s, 32));
      d = f32x4.add(d, v128.load(s, 48));
      e = f32x4.add(e, v128.load(s, 64));
      f = f32x4.add(f, v128.load(s, 80));
      g = f32x4.add(g, v128.load(s, 96));
      h = f32x4.add(h, v128.load(s, 112));
    }
    v128.store(y, a);
    v128.store(y, b, 16);
    v128.store(y, c, 32);
    v128.store(y, d, 48);
    v128.store(y, e, 64);
    v128.store(y, f, 80);
    v128.store(y, g, 96);
    v128.store(y, h, 112);
  }
  for (; column < columns; column += 4) {
    const at = (<usize>column) << 2;
    const count = columns - column;
    let sum = f32x4.splat(0);
    for (let listed = first; listed < end; listed += 4) {
      sum = f32x4.add(sum, loadPart(source + <usize>load<u32>(listed) * bytes + at, count));
    }
    storePart(target + at, sum, count);
  }
}
