// Shared by the tests of containers: reading files as the worker does.
import { defaultConfig } from "@/domain/config/defaults";
import type { CorpusConfig } from "@/domain/config/run-config";
import type { ContainerFacts } from "@/domain/container/container-facts";
import type { Source } from "@/domain/corpus/source";
import { mix32 } from "@/domain/random";
import type { Result } from "@/domain/result";
import type { ReadingWatch } from "@/worker/containers/container-reader";
import { readMembers } from "@/worker/containers/read-members";
import { openSource } from "@/worker/open-source";
import { bytesOf, type Content } from "./made-files";

/** A watch that lets everything pass. */
export const calm: ReadingWatch = { spend: async () => {}, expect: () => {}, began: () => {} };

/** Drops files by their paths. */
export async function drop(
  files: Readonly<Record<string, Content>>,
  corpus: Partial<CorpusConfig> = {},
  watch = calm,
  name = Object.keys(files).length === 1 ? Object.keys(files)[0] : "many",
): Promise<Result<Source>> {
  const dropped = Object.entries(files).map(([path, content]) => ({ path, file: new File([bytesOf(content)], path) }));
  const { members } = await openSource({ kind: "files", name, files: dropped });
  return readMembers(name, members, { ...defaultConfig.corpus, rowSeed: "s", ...corpus }, watch);
}

/** Gives what was read as plain values. */
export async function read(files: Readonly<Record<string, Content>>, corpus: Partial<CorpusConfig> = {}) {
  const result = await drop(files, corpus);
  if (!result.ok) throw new Error(`read: expected a source, got ${JSON.stringify(result.error)}`);
  const source = result.value;
  const { facts } = source;
  const rows = source.kind === "text" ? [[source.text]] : source.rows.map(({ values }) => values);
  return {
    source,
    facts,
    container: facts.container as ContainerFacts,
    name: facts.name,
    rows,
    columns: columnsOf(source),
  };
}

function columnsOf(source: Source): readonly string[] {
  return source.kind === "text" ? [] : source.columns;
}

/** Gives the error of what cannot be read. */
export async function refusal(files: Readonly<Record<string, Content>>) {
  const result = await drop(files);
  if (result.ok) throw new Error("refusal: expected an error, got a source");
  return result.error;
}

/** Changes one to four bytes of a file, and cuts one copy of seven short. */
export function mutantOf(seed: Uint8Array, turn: number): Uint8Array<ArrayBuffer> {
  let draws = turn * 16;
  const below = (limit: number) => mix32(draws++) % limit;
  const mutant = Uint8Array.from(seed);
  for (let hit = 0; hit <= turn % 4; hit++) mutant[below(mutant.length)] = below(256);
  return turn % 7 === 0 ? mutant.subarray(0, below(mutant.length)) : mutant;
}
