// What the build tells the service worker about the page that it was built with.

/** One build of the page. */
export interface BuiltPage {
  /** Hash of all files; names their cache. */
  readonly version: string;
  /** Integrity (`sha256-…`) of each file by its path in the page's folder, the service worker left out. */
  readonly files: Readonly<Record<string, string>>;
  /** Headers that every answer gets. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The file that the address of the page's folder stands for. */
export const PAGE_FILE = "index.html";

/** Gives the address to ask for a built file; hosts may redirect `index.html`, but never the folder. */
export function addressOf(file: string, home: URL): string {
  return new URL(file === PAGE_FILE ? "./" : file, home).href;
}

/** Gives the built file that an address means, whatever its parameters; null where it means none. */
export function fileAt(address: URL, home: URL, files: BuiltPage["files"]): string | null {
  if (address.origin !== home.origin || !address.pathname.startsWith(home.pathname)) return null;
  const file = address.pathname.slice(home.pathname.length) || PAGE_FILE;
  return Object.hasOwn(files, file) ? file : null;
}
