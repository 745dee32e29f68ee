// Chooses and loads the kernel build that fits the machine: relaxed or plain SIMD, shared or private memory.

/** One of the modules that scripts/build-kernels.mjs makes. */
export type KernelBuild = "relaxed-shared" | "relaxed-private" | "plain-shared" | "plain-private";

/** Gives the bytes of a build; tests read files, the page fetches. */
export type KernelSource = (build: KernelBuild) => Promise<BufferSource>;

const emptyModule = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0];
const splat = [0x41, 0, 0xfd, 0x0f];
const drop = [0x1a, 0x0b];
const simdProbe = [...emptyModule, 10, 9, 1, 7, 0, ...splat, ...drop];
const relaxedProbe = [...emptyModule, 10, 20, 1, 18, 0, ...splat, ...splat, ...splat, 0xfd, 0x85, 0x02, ...drop];

/** Tells whether the engine has 128-bit SIMD. */
export function hasSimd(): boolean {
  return typeof WebAssembly === "object" && WebAssembly.validate(Uint8Array.from(simdProbe));
}

/** Tells whether the engine has relaxed SIMD (f32x4.relaxed_madd). */
export function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(Uint8Array.from(relaxedProbe));
}

/** Tells whether threads can share memory: SharedArrayBuffer in an isolated page or in Node. */
export function hasSharedMemory(): boolean {
  const isolated = (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated;
  return typeof SharedArrayBuffer === "function" && isolated !== false;
}

/** Chooses the fastest build that this engine runs. */
export function chooseBuild(shared: boolean): KernelBuild {
  if (hasRelaxedSimd()) return shared ? "relaxed-shared" : "relaxed-private";
  return shared ? "plain-shared" : "plain-private";
}

const urls = {
  "relaxed-shared": new URL("./generated/relaxed-shared.wasm", import.meta.url),
  "relaxed-private": new URL("./generated/relaxed-private.wasm", import.meta.url),
  "plain-shared": new URL("./generated/plain-shared.wasm", import.meta.url),
  "plain-private": new URL("./generated/plain-private.wasm", import.meta.url),
} as const satisfies Record<KernelBuild, URL>;

const arrived = new Map<KernelBuild, ArrayBuffer>();

/**
 * Fetches a build from beside this file, once: a later run needs no network. A fetch that fails is tried a second
 * time, since the engine without kernels is many times slower.
 */
export const fetchKernels: KernelSource = async (build) => {
  const kept = arrived.get(build) ?? (await fetchBuild(build).catch(() => fetchBuild(build)));
  arrived.set(build, kept);
  return kept;
};

async function fetchBuild(build: KernelBuild): Promise<ArrayBuffer> {
  const response = await fetch(urls[build]);
  if (!response.ok) throw new Error(`fetchKernels: expected ${urls[build].href}, got status ${response.status}`);
  return response.arrayBuffer();
}
