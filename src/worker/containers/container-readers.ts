// The reader of each kind of container: a chunk of its own, which is fetched when the first such file comes.
import type { detectContainer } from "@/domain/container/container-kind";
import type { ContainerReader } from "./container-reader";

type PlainKind = NonNullable<ReturnType<typeof detectContainer>>;

/** Fetches the reader of what the first bytes tell. */
export const containerReaders: Readonly<Record<PlainKind, () => Promise<ContainerReader>>> = {
  zip: async () => (await import("./zip-reader")).readZip,
  gzip: async () => (await import("./gzip-reader")).readGzip,
  tar: async () => (await import("./tar-reader")).readTar,
  pdf: async () => (await import("./read-untrusted")).untrustedReader("pdf", "text"),
  parquet: async () => (await import("./read-untrusted")).untrustedReader("parquet", "jsonl"),
};
