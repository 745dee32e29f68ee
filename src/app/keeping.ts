// Keeping with the browser's own effects; a chunk of its own, which the page does not wait for.
import type { CommandContext } from "@/state/command-context";
import type { Commands } from "@/state/commands";
import type { DataCommands } from "@/state/data-commands";
import { createKeeping, type Keeping } from "@/state/keeping/keeping";
import { createRunQueueStore } from "@/state/run-queue-store";
import { listModelFiles, removeModelFiles } from "@/storage/model-files";
import { createStorageClient } from "@/storage/storage-client";
import { noteLeft, readLeft, rememberKept } from "./kept-hint";

/** Creates the keeping of this tab. */
export function openKeeping(
  context: Pick<CommandContext, "stores" | "client" | "now" | "drawId">,
  data: Pick<DataCommands, "loadData" | "loadBundled">,
  { later, holdBase, withOrigin }: Pick<Commands, "later" | "holdBase" | "withOrigin">,
): Keeping {
  const keeping = createKeeping({
    ...context,
    data,
    queue: later(createRunQueueStore),
    bases: { holdBase, withOrigin },
    storage: createStorageClient(),
    models: { list: listModelFiles, remove: removeModelFiles },
    today: () => Date.now(),
    after: (milliseconds, work) => {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
    persist: () => void navigator.storage?.persist?.().catch(() => undefined),
    remember: rememberKept,
    leftBefore: readLeft(),
    noteLeft,
    address: location.search,
  });
  // Whatever comes after the page is hidden may never run.
  document.addEventListener("visibilitychange", () => keeping.hide(document.visibilityState === "hidden"));
  addEventListener("pagehide", () => keeping.hide(true));
  return keeping;
}
