import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { setup as buildKernels } from "./scripts/build-kernels.mjs";
import { contentSecurityPolicy, isolationHeaders } from "./scripts/security-headers.mjs";
import { serviceWorkerPlugin } from "./scripts/service-worker-plugin.mjs";

// Static hosts that send no headers still get the policy; the development server needs inline scripts.
const policyTag: Plugin = {
  name: "content-security-policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: contentSecurityPolicy },
      injectTo: "head-prepend",
    },
  ],
};

// The kernels are compiled before anything imports them; nothing happens when they are up to date.
const kernels: Plugin = { name: "kernels", buildStart: () => buildKernels() };

export default defineConfig({
  base: "./",
  plugins: [react(), policyTag, kernels, serviceWorkerPlugin],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  worker: {
    format: "es",
    // The reference engine takes operations and backends of tfjs. Its layers, readers of models and of data are not
    // called; importing them does nothing else, which they do not say of themselves.
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: /[\\/]tfjs-(layers|converter|data)[\\/]/, sideEffects: false }] },
    },
  },
  build: {
    target: "es2023",
    chunkSizeWarningLimit: 2000,
    // Compiling the kernels takes most of a build, and the lines that say so read like a failure.
    rolldownOptions: {
      checks: { bundlerTimings: false },
      // What the page needs at once is one file: in pieces that late code shares it would be packed worse.
      output: { codeSplitting: { groups: [{ name: "page", test: /\/src\/main\.tsx$/ }] } },
    },
  },
  server: { headers: isolationHeaders },
  preview: { headers: isolationHeaders },
});
