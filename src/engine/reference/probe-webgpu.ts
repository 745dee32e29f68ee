// Looks at the graphics adapter before tfjs does: tfjs reads a missing adapter without a check, and
// takes a software adapter, which is slower than wasm, for a graphics card.

/** What WebGPU offers here. */
export type WebGpuProbe =
  | { readonly kind: "insecureAddress" }
  | { readonly kind: "noWebGpu" }
  | { readonly kind: "noAdapter" }
  | {
      readonly kind: "adapter";
      readonly name: string;
      readonly software: boolean;
      /** Bytes of the largest buffer. */
      readonly largestBuffer: number;
    };

const SOFTWARE_NAMES = /swiftshader|llvmpipe|lavapipe|basic render|software/i;

/** Asks the browser for an adapter. */
export async function probeWebGpu(): Promise<WebGpuProbe> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu as GPU | undefined;
  if (gpu === undefined) {
    // Node, which runs the tests, does not know the word.
    return { kind: globalThis.isSecureContext === false ? "insecureAddress" : "noWebGpu" };
  }
  // A blocked or crashed graphics process makes the request fail instead of answering null.
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" }).catch(() => null);
  if (adapter === null) {
    return { kind: "noAdapter" };
  }
  // Browsers of the first years have no `info`; they run on the graphics card all the same.
  const info = adapter.info as GPUAdapterInfo | undefined;
  const parts = [info?.vendor, info?.architecture, info?.device].filter((part) => part !== undefined && part !== "");
  const name = info?.description || parts.join(" ") || "WebGPU";
  const software = info?.isFallbackAdapter === true || SOFTWARE_NAMES.test(`${name} ${info?.architecture}`);
  return { kind: "adapter", name, software, largestBuffer: adapter.limits.maxBufferSize };
}
