import { describe, expect, it } from "vitest";
import type { BuiltPage } from "@/service-worker/built-page";
import { createKeptFiles } from "@/service-worker/kept-files";
import { asCacheStorage, type FakeCaches } from "./fake-caches";

const home = new URL("https://school.example/curio/");
const first = { version: "1", files: { "index.html": "sha256-p1", "assets/a-1.js": "sha256-a1" }, headers: {} };
const second = { version: "2", files: { "index.html": "sha256-p2", "assets/a-2.js": "sha256-a2" }, headers: {} };

/** A host that serves one build; as browsers do, it fails where the integrity is another's. */
function setUp(caches: FakeCaches, build: BuiltPage, served: BuiltPage = build, folder: URL = home) {
  const asked: string[] = [];
  const fetch = async (address: string, { integrity }: RequestInit) => {
    asked.push(address);
    const file = address.slice(folder.href.length) || "index.html";
    const held = served.files[file];
    if (held === undefined) return new Response("", { status: 404 });
    if (held !== integrity) throw new TypeError(`integrity of ${file}`);
    return new Response(held);
  };
  return { asked, ...createKeptFiles({ caches: asCacheStorage(caches), fetch }, folder, build) };
}

async function textOf(found: Promise<Response | undefined>): Promise<string | undefined> {
  return (await found)?.text();
}

describe("the kept files", () => {
  it("hold every file of the build once they are kept, and nothing before", async () => {
    const { keep, find } = setUp(new Map(), first);
    expect(await find("index.html")).toBeUndefined();
    await keep();
    expect(await textOf(find("index.html"))).toBe("sha256-p1");
    expect(await textOf(find("assets/a-1.js"))).toBe("sha256-a1");
  });

  it("are asked for once, the page at the address of its folder and last", async () => {
    const { keep, asked } = setUp(new Map(), first);
    await keep();
    await keep();
    expect(asked).toEqual(["https://school.example/curio/assets/a-1.js", "https://school.example/curio/"]);
  });

  it("of an older build are forgotten when those of the new one are whole", async () => {
    const caches: FakeCaches = new Map();
    await setUp(caches, first).keep();
    const { keep, find } = setUp(caches, second);
    expect(await textOf(find("index.html"))).toBe("sha256-p1");
    await keep();
    expect([...caches.keys()]).toEqual(["curio /curio/ 2"]);
    expect(await textOf(find("index.html"))).toBe("sha256-p2");
  });

  it("never mix two builds: while the host serves another, the page is not stored and the old one stays", async () => {
    const caches: FakeCaches = new Map();
    await setUp(caches, first).keep();
    const { keep, find } = setUp(caches, second, { ...second, files: { ...second.files, "index.html": "sha256-p3" } });
    await expect(keep()).rejects.toThrow("integrity of index.html");
    expect(await textOf(find("index.html"))).toBe("sha256-p1");
    expect(await textOf(find("assets/a-1.js"))).toBe("sha256-a1");
  });

  it("store no answer that is not a file", async () => {
    const caches: FakeCaches = new Map();
    await expect(setUp(caches, first, second).keep()).rejects.toThrow("got status 404");
    expect(caches.get("curio /curio/ 1")?.size).toBe(0);
  });

  it("leave the caches of others on the same origin alone", async () => {
    const caches: FakeCaches = new Map([
      ["blog", new Map([["https://school.example/curio/", new Response("blog")]])],
      ["curio / 7", new Map()],
    ]);
    const { keep, find } = setUp(caches, first);
    expect(await find("index.html")).toBeUndefined();
    await keep();
    expect([...caches.keys()]).toEqual(["blog", "curio / 7", "curio /curio/ 1"]);
  });
});
