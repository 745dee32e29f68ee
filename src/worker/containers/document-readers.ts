// The reader of each document that is a zip: a chunk of its own.
import type { ContainerKind } from "@/domain/container/container-kind";
import type { Contents, ReadingWatch } from "./container-reader";
import type { ZipFiles } from "./zip-files";

/** Reads a document out of its files. Throws as container readers do. */
export type DocumentReader = (files: ZipFiles, name: string, watch: ReadingWatch) => Promise<Contents>;

const markup = async () => (await import("./markup-reader")).readMarkup;

/** Fetches the reader of a document; archives have none. */
export const documentReaders: ReadonlyMap<ContainerKind, () => Promise<DocumentReader>> = new Map([
  ["xlsx", async () => (await import("./xlsx-reader")).readXlsx],
  ["ods", async () => (await import("./ods-reader")).readOds],
  ["docx", async () => (await markup())("docx")],
  ["odt", async () => (await markup())("odt")],
  ["pptx", async () => (await markup())("pptx")],
  ["epub", async () => (await markup())("epub")],
]);
