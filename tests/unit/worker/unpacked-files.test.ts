// Model files in a zip, deflated as most programs write them; there is no private file system here, so they go to blobs.
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import { failure } from "@/domain/result";
import { BlobZip } from "@/worker/blob-zip";
import { importModelFiles } from "@/worker/import-model";
import { ScratchFolder } from "@/worker/scratch-folder";
import { UnpackedFiles } from "@/worker/unpacked-files";
import { bytesOf } from "../containers/made-files";
import { configOf, safetensorsOf, tinyShape, tinyTensors } from "../support/hugging-face-folder";
import { tinyTokenizerJson } from "../support/tiny-tokenizer";

const scratch = new ScratchFolder();
const shape = { ...tinyShape, vocabularySize: 258 };
const contents = {
  "tiny/config.json": bytesOf(configOf(shape)),
  "tiny/tokenizer.json": bytesOf(tinyTokenizerJson()),
  "tiny/model.safetensors": safetensorsOf(tinyTensors("F16", "transformer.", shape), 1),
};

function zipFile(files: Record<string, Uint8Array>): File {
  return new File([zipSync(files, { level: 1 }) as Uint8Array<ArrayBuffer>], "tiny.zip");
}

async function unpack(file: File, name: string, limit = 2 ** 31) {
  const zip = await BlobZip.open(file, 10);
  if (!zip.ok) throw new Error(zip.error.code);
  return zip.value.file(name, new UnpackedFiles(scratch, limit));
}

/** Changes the entry of the only file in the directory of a zip. */
async function forged(file: File, change: (entry: DataView) => void): Promise<File> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const end = new DataView(bytes.buffer, bytes.length - 22);
  change(new DataView(bytes.buffer, end.getUint32(16, true)));
  return new File([bytes], "forged.zip");
}

describe("a zip of deflated files", () => {
  it("gives a model with the bytes that were packed, and its files without the zip", async () => {
    const label = { listed: null, name: "tiny", licence: null };
    const read = await importModelFiles([{ path: "tiny.zip", file: zipFile(contents) }], defaultConfig, label, scratch);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const files = await Promise.all(
      read.value.files.map(async ({ path, file }) => [path, new Uint8Array(await file.arrayBuffer())] as const),
    );
    expect(Object.fromEntries(files)).toEqual(contents);
  });

  it("is unpacked whole where a file is larger than one blob", async () => {
    const large = Uint8Array.from({ length: 5_000_000 }, (_, at) => (at * 2_654_435_761) >>> 24);
    const read = await unpack(zipFile({ large }), "large");
    if (!read.ok || read.value === null) throw new Error("expected a file");
    expect(Buffer.from(await read.value.arrayBuffer()).equals(Buffer.from(large))).toBe(true);
  });

  it("is refused where it unpacks to far more than weights can, or to more than is left", async () => {
    const bytes = 2 ** 26 + 1;
    const bomb = await forged(zipFile({ zeros: new Uint8Array(1000) }), (entry) => entry.setUint32(24, bytes, true));
    expect(await unpack(bomb, "zeros")).toEqual(failure({ code: "bundleTooLarge", bytes, limit: 2 ** 26 }));
    const two = await BlobZip.open(zipFile({ one: new Uint8Array(600), two: new Uint8Array(600) }), 10);
    if (!two.ok) throw new Error(two.error.code);
    const unpacked = new UnpackedFiles(scratch, 1000);
    expect((await two.value.file("one", unpacked)).ok).toBe(true);
    expect(await two.value.file("two", unpacked)).toEqual(failure({ code: "bundleTooLarge", bytes: 600, limit: 400 }));
  });

  it("is refused where a file is larger or other than it says, or its packing breaks off", async () => {
    const file = zipFile({ name: bytesOf("abcabcabc".repeat(100)) });
    const damaged = failure({ code: "bundleDamaged", name: "name" });
    expect(await unpack(await forged(file, (entry) => entry.setUint32(24, 899, true)), "name")).toEqual(damaged);
    expect(await unpack(await forged(file, (entry) => entry.setUint32(24, 901, true)), "name")).toEqual(damaged);
    expect(await unpack(await forged(file, (entry) => entry.setUint32(16, 1, true)), "name")).toEqual(damaged);
    const short = await forged(file, (entry) => entry.setUint32(20, 5, true));
    expect(await unpack(short, "name")).toMatchObject({ error: { code: "bundleUnreadable" } });
  });
});
