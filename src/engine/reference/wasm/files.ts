// Addresses of the wasm backend's binaries, as the bundler places them.
import plain from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import simd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";

/** Binaries by the names that tfjs asks for. The threaded one is never loaded, but tfjs wants an entry. */
export const wasmFiles = {
  "tfjs-backend-wasm.wasm": plain,
  "tfjs-backend-wasm-simd.wasm": simd,
  "tfjs-backend-wasm-threaded-simd.wasm": simd,
};
