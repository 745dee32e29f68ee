// A page that is nothing but the kernels, for the test of what a browser's own WebGPU makes of them.
import type { KernelFindings } from "./kernels.worker";

declare global {
  interface Window {
    findings: Promise<KernelFindings>;
  }
}

const worker = new Worker(new URL("./kernels.worker.ts", import.meta.url), { type: "module" });
window.findings = new Promise((resolve, reject) => {
  worker.addEventListener("message", ({ data }: MessageEvent<KernelFindings>) => resolve(data));
  worker.addEventListener("error", ({ message }) => reject(new Error(message)));
});
