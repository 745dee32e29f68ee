import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL("./src", import.meta.url)) };

// A test may start the linter or compile shaders for half a minute, and many times as long on a busy machine.
const patience = { testTimeout: 240_000, hookTimeout: 240_000 };

// unit: pure code; engine: tfjs on the CPU backends and the WASM kernels; gpu: WebGPU in Node through Dawn.
export default defineConfig({
  test: {
    // Vitest would leave one core free, half of a machine with two.
    maxWorkers: "100%",
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.{ts,tsx}"],
          setupFiles: "tests/unit/support/load-words.ts",
          ...patience,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "engine",
          include: ["tests/engine/**/*.test.ts"],
          ...patience,
          // What is waited for may take seconds on a machine that does much else.
          expect: { poll: { timeout: 20_000 } },
          globalSetup: "scripts/build-kernels.mjs",
          // Node 20 has relaxed SIMD behind this flag; later versions accept and ignore it.
          execArgv: ["--experimental-wasm-relaxed-simd"],
        },
      },
      {
        resolve: { alias },
        test: {
          name: "gpu",
          include: ["tests/gpu/**/*.test.ts"],
          ...patience,
          // Sessions are compared with those of the WASM kernels.
          globalSetup: "scripts/build-kernels.mjs",
        },
      },
    ],
  },
});
