// All runs in one zip: each in a bundle of its own, and the list of their records.
import { RUNS_FILE } from "@/domain/checkpoint/runs-file";
import { writeRunsList } from "@/domain/checkpoint/runs-list";
import { ZIP_MIME, ZipWriter } from "@/domain/checkpoint/zip-writer";
import type { Run } from "@/domain/run/run";
import type { CommandContext } from "../command-context";
import type { SavedRuns } from "./notebook";
import type { RunFiles } from "./run-files";

/** Bytes that the format counts in 32 bits, with room for the directory. */
const MOST_BYTES = 2 ** 32 - 2 ** 24;

/** Saves all runs, in their order, unless that is more than a zip can hold, or is stopped. */
export async function saveRuns(
  { stores, saveFile }: Pick<CommandContext, "stores" | "saveFile">,
  files: Pick<RunFiles, "write">,
  { name, onRun }: { readonly name: string; readonly onRun: (count: number) => void },
): Promise<SavedRuns | "tooLarge" | "stopped"> {
  const { runs, notices } = stores;
  const parts: Blob[] = [];
  const zip = new ZipWriter((piece) => parts.push(new Blob([piece])));
  const listed: { run: Run; file: string }[] = [];
  let withoutWeights = 0;
  for (const id of [...runs.getState().runs.keys()]) {
    const whole = await files.write("bundle", id);
    if (!whole.ok) {
      withoutWeights++;
      // That a run was not kept is told by their number.
      if (whole.error.code !== "noModel") notices.getState().showError(whole.error);
    }
    const written = whole.ok ? whole : await files.write("record", id);
    if (written.ok && written.value === null) return "stopped";
    const run = runs.getState().runs.get(id);
    // It may have been deleted meanwhile.
    if (!written.ok || written.value === null || run === undefined) continue;
    if (zip.bytes + written.value.bytes.length > MOST_BYTES) return "tooLarge";
    const file = `runs/${String(listed.length + 1).padStart(3, "0")}-${written.value.name}`;
    zip.store(file, written.value.bytes);
    listed.push({ run, file });
    onRun(listed.length);
  }
  // The list comes last: what a file holds is told by its end.
  zip.pack(RUNS_FILE, new TextEncoder().encode(writeRunsList(listed)));
  zip.end();
  saveFile({ name, mime: ZIP_MIME, bytes: new Blob(parts, { type: ZIP_MIME }) });
  return { name, count: listed.length, withoutWeights };
}
