// The files of one model or adapter among those that were dropped, and within zips: nothing else is unpacked.
import type { ModelFiles } from "@/domain/pretrained/model-files";
import { filesOfOne, type ModelPart } from "@/domain/pretrained/one-model";
import { type Result, success } from "@/domain/result";
import { BlobZip } from "./blob-zip";
import type { DroppedFile } from "./protocol";
import type { UnpackedFiles } from "./unpacked-files";

/** Most files of a zip with a model, whatever else lies in it. */
const MOST_ENTRIES = 500;

/** A file where it lies; a zip counts as the folder of its name. */
interface LyingFile {
  readonly path: string;
  /** Gives it, out of its zip. */
  take(): Promise<Result<DroppedFile | null>>;
}

/** The files of one model or adapter. */
interface GatheredFiles {
  /** By the names that they have in its folder. */
  readonly files: ModelFiles;
  /** The same with their paths, none of them in a zip any more. */
  readonly from: readonly DroppedFile[];
}

/** Gathers the files of one model or adapter. What had to be unpacked can be read until `unpacked` is discarded. */
export async function gatherModelFiles(
  dropped: readonly DroppedFile[],
  part: ModelPart,
  unpacked: UnpackedFiles,
): Promise<Result<GatheredFiles>> {
  const lying: LyingFile[] = [];
  for (const { path, file } of dropped) {
    if (!/\.zip$/i.test(path)) {
      lying.push({ path, take: async () => success({ path, file }) });
      continue;
    }
    const zip = await BlobZip.open(file, MOST_ENTRIES);
    if (!zip.ok) return zip;
    for (const name of zip.value.names()) {
      const take = async () => {
        const entry = await zip.value.file(name, unpacked);
        return entry.ok ? success(entry.value && { path: name, file: entry.value }) : entry;
      };
      lying.push({ path: `${path.replace(/\.zip$/i, "")}/${name}`, take });
    }
  }
  const chosen = filesOfOne(lying, part);
  if (!chosen.ok) return chosen;
  const gathered = new Map<string, DroppedFile>();
  for (const [name, { take }] of chosen.value) {
    const taken = await take();
    if (!taken.ok) return taken;
    if (taken.value !== null) gathered.set(name, taken.value);
  }
  const files = new Map([...gathered].map(([name, { file }]) => [name, file]));
  return success({ files, from: [...gathered.values()] });
}
