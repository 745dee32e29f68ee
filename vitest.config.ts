import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL("./src", import.meta.url)) };

// unit: pure code; engine: tfjs on the CPU backends and the WASM kernels; gpu: WebGPU in Node through Dawn.
export default defineConfig({
  test: {
    projects: [
      { resolve: { alias }, test: { name: "unit", include: ["tests/unit/**/*.test.{ts,tsx}"] } },
      {
        resolve: { alias },
        test: {
          name: "engine",
          include: ["tests/engine/**/*.test.ts"],
          testTimeout: 60_000,
          globalSetup: "scripts/build-kernels.mjs",
          // Node 20 has relaxed SIMD behind this flag; later versions accept and ignore it.
          execArgv: ["--experimental-wasm-relaxed-simd"],
        },
      },
      {
        resolve: { alias },
        test: { name: "gpu", include: ["tests/gpu/**/*.test.ts"], testTimeout: 120_000, fileParallelism: false },
      },
    ],
  },
});
