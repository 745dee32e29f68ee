import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { get, type IncomingMessage, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createStaticServer, listenFrom } from "../../../scripts/static-server.mjs";

let folder = "";
let server: Server;
let port = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "curio-server-"));
  mkdirSync(join(folder, "dist", "assets"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(folder, "dist", "index.html"), "<p>page</p>");
  writeFileSync(join(folder, "dist", "assets", "a b.wasm"), "");
  writeFileSync(join(folder, "dist", "table.csv"), "a,b");
  symlinkSync(join(folder, "secret.txt"), join(folder, "dist", "link.txt"));
  server = createStaticServer(join(folder, "dist"));
  port = await listenFrom(server, 42_170, { strict: false });
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks for a path as it is written, with no tidying by a client. */
function ask(path: string): Promise<{ status: number; headers: IncomingMessage["headers"]; body: string }> {
  return new Promise((resolve, reject) => {
    get({ host: "localhost", port, path, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    }).on("error", reject);
  });
}

describe("the static server", () => {
  it("serves the page at the root, whatever the query", async () => {
    expect(await ask("/")).toMatchObject({ status: 200, body: "<p>page</p>" });
    expect(await ask("/?lang=en")).toMatchObject({ status: 200, body: "<p>page</p>" });
  });

  it("isolates the page and sends its policy with every answer, refusals included", async () => {
    for (const path of ["/", "/table.csv", "/missing"]) {
      expect((await ask(path)).headers).toMatchObject({
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-embedder-policy": "require-corp",
        "cross-origin-resource-policy": "same-origin",
        "content-security-policy": expect.stringContaining("default-src 'none'"),
        "cache-control": "no-cache",
      });
    }
  });

  it("names the type of WebAssembly and tables, so that browsers accept them", async () => {
    expect((await ask("/assets/a%20b.wasm")).headers["content-type"]).toBe("application/wasm");
    expect((await ask("/table.csv")).headers["content-type"]).toBe("text/csv; charset=utf-8");
  });

  it.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/..%5csecret.txt",
    "/link.txt",
    "/assets",
    "/%00",
    "/%zz",
  ])("answers 404 to %s", async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain("secret");
  });

  it("takes the next free port, unless the port is asked for by name", async () => {
    const second = createStaticServer(folder);
    await expect(listenFrom(createStaticServer(folder), port, { strict: true })).rejects.toThrow("EADDRINUSE");
    const taken = await listenFrom(second, port, { strict: false });
    expect(taken).toBeGreaterThan(port);
    second.close();
  });
});
