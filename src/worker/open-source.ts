// What a source holds as members to read: dropped files, pasted text, or a bundled file of this origin.
import { isJunk } from "@/domain/container/member-names";
import { chunksOf } from "./containers/byte-streams";
import type { Member } from "./containers/container-reader";
import type { DataSource, DroppedFile } from "./protocol";

/** What is to be read, and how much it is. */
export interface OpenedSource {
  readonly members: readonly Member[];
  /** 0 where unknown. */
  readonly totalBytes: number;
}

/** Opens a source. Rejects when a bundled file cannot be fetched. */
export async function openSource(source: DataSource): Promise<OpenedSource> {
  switch (source.kind) {
    case "files":
      return opened(withoutJunk(source.files).map(({ path, file }) => memberOf(path, file)));
    case "text":
      return opened([memberOf(source.name, new Blob([source.text]))]);
    case "bundled": {
      const response = await fetch(source.url);
      const { body } = response;
      if (!response.ok || body === null) {
        throw new Error(`${response.status} ${response.statusText}`);
      }
      const totalBytes = Number(response.headers.get("content-length") ?? 0);
      const open = () => chunksOf(body);
      return { members: [{ path: source.name, bytes: totalBytes, open, blob: null, form: null }], totalBytes };
    }
  }
  return source satisfies never;
}

/** What systems leave in folders is no data; a file that was dropped by itself was meant. */
function withoutJunk(files: readonly DroppedFile[]): readonly DroppedFile[] {
  return files.length === 1 ? files : files.filter(({ path }) => !isJunk(path));
}

function memberOf(path: string, blob: Blob): Member {
  return { path, bytes: blob.size, open: () => chunksOf(blob.stream()), blob, form: null };
}

function opened(members: readonly Member[]): OpenedSource {
  return { members, totalBytes: members.reduce((sum, { bytes }) => sum + bytes, 0) };
}
