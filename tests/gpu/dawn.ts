// Gives plain Node a WebGPU: Dawn from the `webgpu` package, on a Vulkan driver that needs no graphics
// card, the SwiftShader inside a Chromium. Fails loudly where there is none; a skipped GPU test is no test.
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

const DRIVER = "vk_swiftshader_icd.json";
const RTLD_NOW_AND_NODELETE = 0x1002;

/** Sets `navigator.gpu` and its classes. Set CURIO_CHROMIUM to a Chromium's executable or folder to choose one. */
export async function installWebGpu(): Promise<void> {
  const folder = findSwiftShader();
  process.env.VK_ICD_FILENAMES = join(folder, DRIVER);
  preloadVulkan(join(folder, "libvulkan.so.1"));
  const { create, globals } = await import("webgpu");
  const gpu = create([]);
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis, "navigator", { value: { gpu }, configurable: true });
  if ((await gpu.requestAdapter()) === null) {
    throw new Error(`installWebGpu: expected an adapter from ${folder}, got none`);
  }
}

/** Opens a device with all that its adapter has; a test that uses it fails where it refuses a command. */
export async function openGpu(): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) throw new Error("openGpu: expected an adapter, got none");
  const device = await adapter.requestDevice();
  device.addEventListener("uncapturederror", ({ error }) => {
    throw error;
  });
  return device;
}

/** Takes the WebGPU away again, since Node does not exit while one is reachable. */
export function removeWebGpu(): void {
  Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
}

function findSwiftShader(): string {
  const folders = chromiumFolders();
  const found = folders.find((folder) => existsSync(join(folder, DRIVER)));
  if (found === undefined) {
    throw new Error(`installWebGpu: expected a Chromium with ${DRIVER} in one of ${folders.join(", ")}, got none`);
  }
  return found;
}

function chromiumFolders(): string[] {
  const chosen = process.env.CURIO_CHROMIUM;
  if (chosen !== undefined) {
    return [chosen, dirname(chosen)];
  }
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), ".cache", "ms-playwright");
  const browsers = existsSync(cache) ? readdirSync(cache).filter((name) => name.startsWith("chromium")) : [];
  const playwright = browsers.flatMap((name) =>
    readdirSync(join(cache, name)).map((platform) => join(cache, name, platform)),
  );
  return ["/usr/lib/chromium", "/usr/lib/chromium-browser", "/opt/google/chrome", ...playwright];
}

/** Loads Chromium's own Vulkan loader, so that Dawn finds one on a machine that has none installed. */
function preloadVulkan(library: string): void {
  if (process.platform !== "linux" || !existsSync(library)) {
    return;
  }
  try {
    process.dlopen({ exports: {} }, library, RTLD_NOW_AND_NODELETE);
  } catch {
    // It is no Node module, and Node says so; what counts is that the library stays in the process.
  }
}
