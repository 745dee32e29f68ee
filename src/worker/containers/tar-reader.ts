// Tar archives, as they often lie in a gzip file.
import { createTarDecoder } from "modern-tar";
import { compareNames, isJunk } from "@/domain/container/member-names";
import { chunksOf, gather } from "./byte-streams";
import { type ContainerReader, ContainerRefused, type Member } from "./container-reader";

const MOST_FILES = 10_000;

/** Opens a tar archive: its files in the order of their names. */
export const readTar: ContainerReader = async (blob, _name, watch) => {
  const members: Member[] = [];
  const reader = blob
    .stream()
    .pipeThrough(createTarDecoder({ strict: true }))
    .getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const { header, body } = next.value;
    if ((header.type ?? "file") !== "file" || isJunk(header.name)) {
      await body.cancel();
      continue;
    }
    if (members.length === MOST_FILES) throw new ContainerRefused("tooLarge");
    // The bytes are those of the archive, which are counted when each file is read.
    const content = await gather([], chunksOf(body), { ...watch, spend: () => watch.spend(0) });
    members.push({
      path: header.name.replace(/^\.\//, ""),
      bytes: content.size,
      open: () => chunksOf(content.stream()),
      blob: content,
      form: null,
    });
  }
  members.sort((first, second) => compareNames(first.path, second.path));
  return { unit: "file", members, leftOut: [] };
};
