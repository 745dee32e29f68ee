// What Vite must know to build or run the benchmark: the project's root and its alias, no page plugins.
import { join } from "node:path";

/**
 * Gives the settings for a project root.
 * @param {string} root
 * @returns {import("vite").InlineConfig}
 */
export function viteSettings(root) {
  return {
    configFile: false,
    root,
    logLevel: "warn",
    resolve: { alias: { "@": join(root, "src") } },
  };
}
