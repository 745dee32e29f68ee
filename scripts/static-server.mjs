// A small static file server for the built page: the right types, the security headers, nothing
// outside its folder. It is not meant to face a network.
import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { securityHeaders } from "./security-headers.mjs";

/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".jsonl": "application/x-ndjson; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

/**
 * Gives the file that an address means, or null where there is none inside the folder.
 * @param {string} folder
 * @param {string} address
 * @returns {Promise<{ path: string, size: number } | null>}
 */
async function findFile(folder, address) {
  try {
    const name = decodeURIComponent(new URL(address, "http://localhost").pathname);
    if (name.includes("\0")) return null;
    const root = await realpath(folder);
    // realpath also follows links, so that none leads out of the folder.
    const path = await realpath(join(root, name.endsWith("/") ? `${name}index.html` : name));
    const facts = await stat(path);
    return path.startsWith(root + sep) && facts.isFile() ? { path, size: facts.size } : null;
  } catch {
    return null;
  }
}

/**
 * Creates a server of the files in a folder; the caller listens and closes.
 * @param {string} folder
 * @param {{ headers?: Record<string, string> }} options `headers` go with every answer; the security headers by default
 */
export function createStaticServer(folder, { headers = securityHeaders } = {}) {
  return createServer(async (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    // A rebuilt page must never meet an old file.
    response.setHeader("Cache-Control", "no-cache");
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { Allow: "GET, HEAD" }).end();
      return;
    }
    const file = await findFile(folder, request.url ?? "/");
    if (file === null) {
      response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("Not found\n");
      return;
    }
    const type = TYPES[extname(file.path).toLowerCase()] ?? "application/octet-stream";
    response.writeHead(200, { "Content-Type": type, "Content-Length": file.size });
    if (request.method === "HEAD") {
      response.end();
      return;
    }
    createReadStream(file.path)
      .on("error", () => response.destroy())
      .pipe(response);
  });
}

/**
 * Listens on the first free port from `port` on; gives the port taken.
 * @param {import("node:http").Server} server
 * @param {number} port
 * @param {{ strict: boolean, host?: string }} options `strict` refuses any port but the first; `host` is an address of
 *   this machine, by default only itself
 * @returns {Promise<number>}
 */
export function listenFrom(server, port, { strict, host = "localhost" }) {
  return new Promise((resolve, reject) => {
    let candidate = port;
    server.on("error", (error) => {
      const busy = "code" in error && error.code === "EADDRINUSE";
      if (!busy || strict || candidate >= Math.min(port + 50, 65_535)) {
        reject(error);
        return;
      }
      candidate += 1;
      server.listen(candidate, host);
    });
    server.once("listening", () => {
      server.removeAllListeners("error");
      resolve(candidate);
    });
    server.listen(candidate, host);
  });
}
