// Base models with the browser's own effects; a chunk of its own, which the page does not wait for.
import { type ModelList, parseModelList } from "@/domain/pretrained/model-list";
import type { ModelTools } from "@/state/bases/base-files";
import { type Bases, createBases } from "@/state/bases/bases";
import type { CommandContext } from "@/state/command-context";
import type { KeptRuns } from "@/state/keeping-commands";

/** Creates the base models of this page. */
export function openBases(context: CommandContext, kept: Pick<KeptRuns, "haveWeights" | "noteCopy">): Bases {
  return createBases(context, kept, tools);
}

const tools: ModelTools = { readList, fetchFile };

async function readList(): Promise<ModelList> {
  const response = await fetch(modelUrl("index.json"));
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return parseModelList(await response.json());
}

async function fetchFile(
  folder: string,
  name: string,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<File> {
  const response = await fetch(modelUrl(`${folder}/${name}`), { signal });
  if (!response.ok || response.body === null) throw new Error(`${name}: ${response.status} ${response.statusText}`);
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, controller) {
        onBytes(piece.length);
        controller.enqueue(piece);
      },
    }),
  );
  // A blob lies outside the page's own memory.
  return new File([await new Response(counted).blob()], name);
}

function modelUrl(path: string): string {
  return new URL(`models/${path}`, document.baseURI).href;
}
