// Changes what a safetensors file of ours tells beside its tensors, which stay as they are.
import { safetensorsStart } from "./safetensors-write";

/** Texts by their names. */
type Metadata = Readonly<Record<string, string>>;

/** Gives the file with its metadata changed; the same bytes where nothing changes, or where they are no such file. */
export function changeMetadata(
  bytes: Uint8Array<ArrayBuffer>,
  change: (metadata: Metadata) => Metadata,
): Uint8Array<ArrayBuffer> {
  const read = readStart(bytes);
  if (read === null) return bytes;
  const changed = change(read.metadata);
  if (changed === read.metadata) return bytes;
  const start = safetensorsStart({ ...read.tensors, __metadata__: changed });
  const data = bytes.subarray(read.dataStart);
  const file = new Uint8Array(start.length + data.length);
  file.set(start);
  file.set(data, start.length);
  return file;
}

function readStart(bytes: Uint8Array) {
  try {
    const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
    const text = new TextDecoder().decode(bytes.subarray(8, 8 + length));
    const { __metadata__: metadata = {}, ...tensors } = JSON.parse(text) as Record<string, unknown>;
    return { metadata: metadata as Metadata, tensors, dataStart: 8 + length };
  } catch {
    return null;
  }
}
