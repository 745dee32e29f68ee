// A Parquet file as JSON Lines, so that lists and objects in it are read by the rules of JSON. One group of rows after
// another is unpacked.
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetRead, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { ParquetFields } from "./parquet-values";
import type { Piece, UntrustedReader } from "./untrusted-messages";

/** Rows that become text before the reader says that it lives. */
const SLICE_ROWS = 500;

/** Reads a Parquet file: a line a row, with every column in each. */
export const readParquet: UntrustedReader = async function* (blob, alive): AsyncGenerator<Piece> {
  const file: AsyncBuffer = {
    byteLength: blob.size,
    slice(start, end = blob.size) {
      const isInside = Number.isSafeInteger(start) && start >= 0 && start <= end && end <= blob.size;
      if (!isInside) throw new RangeError(`slice: expected a range within ${blob.size} bytes, got ${start} to ${end}`);
      return blob.slice(start, end).arrayBuffer();
    },
  };
  const metadata = await parquetMetadataAsync(file, { geoparquet: false });
  const fields = new ParquetFields(parquetSchema(metadata));
  const encoder = new TextEncoder();
  const counts = metadata.row_groups.map(({ num_rows: count }) => Number(count));
  const total = counts.reduce((sum, count) => sum + count, 0);
  let start = 0;
  for (const count of counts) {
    const rows = await readRows(file, metadata, { rowStart: start, rowEnd: start + count }, alive);
    for (let from = 0; from < rows.length; from += SLICE_ROWS) {
      const lines = rows.slice(from, from + SLICE_ROWS).map((row) => `${fields.write(row)}\n`);
      alive();
      yield { bytes: encoder.encode(lines.join("")), share: Math.min(1, (start + from + lines.length) / total) };
    }
    start += count;
  }
};

async function readRows(
  file: AsyncBuffer,
  metadata: FileMetaData,
  range: { readonly rowStart: number; readonly rowEnd: number },
  alive: () => void,
): Promise<readonly (readonly unknown[])[]> {
  let rows: readonly (readonly unknown[])[] = [];
  await parquetRead({
    ...range,
    file,
    metadata,
    compressors,
    utf8: false,
    geoparquet: false,
    parsers: { timestampFromNanoseconds: (nanoseconds) => nanoseconds },
    onPage: alive,
    onComplete: (read) => {
      rows = read;
    },
  });
  return rows;
}
