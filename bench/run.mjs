// `npm run bench` and `npm run published-table`: runs a TypeScript file of bench/node in this process.
import { parseArgs } from "node:util";
import { createServer } from "vite";
import { projectRoot } from "../scripts/project-root.mjs";
import { viteSettings } from "./vite-settings.mjs";

const { positionals } = parseArgs({ allowPositionals: true, strict: false });
const server = await createServer({
  ...viteSettings(projectRoot),
  appType: "custom",
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
});
// The server has set it to "development"; what the benchmark builds is what users get.
process.env.NODE_ENV = "production";
try {
  const { main } = await server.ssrLoadModule(`/bench/node/${positionals[0]}.ts`);
  process.exitCode = await main(process.argv.slice(3));
} finally {
  await server.close();
}
