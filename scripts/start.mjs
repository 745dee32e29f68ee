// `npm start`: installs what is missing, builds what is stale, serves the page.
import { join } from "node:path";
import { buildIfStale } from "./build.mjs";
import { installIfStale } from "./install.mjs";
import { projectRoot } from "./project-root.mjs";
import { serverAddresses } from "./server-addresses.mjs";
import { readStartOptions } from "./start-options.mjs";
import { createStaticServer, listenFrom } from "./static-server.mjs";

const options = readStartOptions(process.argv.slice(2));
if (!options.ok) {
  console.error(options.problem);
  process.exit(2);
}
const { port, host } = options.value;

installIfStale();
buildIfStale();
const server = createStaticServer(join(projectRoot, "dist"));
try {
  const taken = await listenFrom(server, port, { strict: false, host });
  if (taken !== port) console.log(`\nPort ${port} is taken, so this is port ${taken}.`);
  const [address, ...outer] = serverAddresses(host, taken);
  console.log(`\nCurió is at ${address} (Ctrl+C ends it)`);
  for (const other of outer) console.log(`For others on this network: ${other}`);
  if (outer.length > 0) {
    console.log("Over plain http their browsers train on one thread and keep nothing for use without a network.");
  }
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(`Curió cannot be served at ${host}, port ${port}: ${reason}. Try another --port or --host.`);
  process.exitCode = 1;
}
