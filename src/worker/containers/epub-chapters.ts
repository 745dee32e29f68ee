// Where the chapters of an e-book lie, in the order of reading (EPUB 3.3, package document).
import type { ReadingWatch } from "./container-reader";
import { readXml } from "./xml-events";
import type { ZipFile, ZipFiles } from "./zip-files";

/** Finds the chapters. */
export async function epubChapters(files: ZipFiles, watch: ReadingWatch): Promise<readonly ZipFile[]> {
  let packagePath = "";
  const container = {
    open(name: string, attributes: Readonly<Record<string, string>>) {
      if (name === "rootfile" && packagePath === "") packagePath = attributes["full-path"] ?? "";
    },
  };
  await readXml(files.get("META-INF/container.xml"), container, watch);
  const paths = new Map<string, string>();
  const spine: string[] = [];
  const book = {
    open(name: string, attributes: Readonly<Record<string, string>>) {
      if (name === "item") paths.set(attributes.id ?? "", attributes.href ?? "");
      if (name === "itemref") spine.push(attributes.idref ?? "");
    },
  };
  await readXml(files.get(packagePath), book, watch);
  const folder = packagePath.slice(0, packagePath.lastIndexOf("/") + 1);
  return spine.flatMap((id) => files.get(folder + decoded(paths.get(id) ?? "")) ?? []);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
