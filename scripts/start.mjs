// `npm start`: installs what is missing, builds what is stale, serves the page on localhost.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildIfStale } from "./build.mjs";
import { installIfStale } from "./install.mjs";
import { projectRoot } from "./project-root.mjs";
import { createStaticServer, listenFrom } from "./static-server.mjs";

const { values } = parseArgs({ options: { port: { type: "string" } } });
const port = Number(values.port ?? 4173);
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error(`--port takes a number from 1 to 65535, got ${values.port}`);
  process.exit(2);
}

installIfStale();
buildIfStale();
const server = createStaticServer(join(projectRoot, "dist"));
// Whoever names a port wants that one; the default gives way to the next free one.
const taken = await listenFrom(server, port, { strict: values.port !== undefined });
console.log(`\nCurió is at http://localhost:${taken}/ (Ctrl+C ends it)`);
