// Pages of tests' own: built from a folder of `support`, and served within the origin of the page that is tested.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "@playwright/test";
import { build } from "vite";

const MIME: Record<string, string> = { ".html": "text/html", ".js": "text/javascript" };

/** A built page. */
export interface OwnPage {
  /** Opens it; `prelude` runs in its worker before all else. */
  readonly open: (context: BrowserContext, prelude?: string) => Promise<Page>;
  readonly remove: () => Promise<void>;
}

/** Builds the page in a folder of `support`; `stand-ins` are files of that folder that modules are replaced by. */
export async function buildOwnPage(name: string, standIns: Readonly<Record<string, string>> = {}): Promise<OwnPage> {
  const built = await mkdtemp(join(tmpdir(), `curio-${name}-`));
  const folder = fileURLToPath(new URL(`./${name}`, import.meta.url));
  const replaced = Object.entries(standIns).map(([module, file]) => [module, join(folder, file)] as const);
  await build({
    configFile: false,
    logLevel: "error",
    root: folder,
    base: `/${name}/`,
    resolve: {
      alias: { "@": fileURLToPath(new URL("../../../src", import.meta.url)), ...Object.fromEntries(replaced) },
    },
    worker: { format: "es" },
    build: { outDir: built, emptyOutDir: true, minify: false, target: "es2023" },
  });
  return {
    async open(context, prelude = "") {
      await context.route(`**/${name}/**`, async (route) => {
        const path = new URL(route.request().url()).pathname.replace(`/${name}/`, "") || "index.html";
        const body = await readFile(join(built, path), "utf8");
        const isWorker = path.includes("worker");
        const contentType = MIME[extname(path)] ?? "text/plain";
        await route.fulfill({ body: isWorker ? prelude + body : body, contentType });
      });
      const page = await context.newPage();
      await page.goto(`/${name}/`);
      return page;
    },
    remove: () => rm(built, { recursive: true, force: true }),
  };
}
