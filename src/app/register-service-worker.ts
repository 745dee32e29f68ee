// Brings the service worker in, and asks it to keep the page for use without a network.
import { KEEP_BUILT_FILES } from "@/service-worker/protocol";

/** Gives the active service worker; null on the development server and where the browser has or lets none. */
export async function registerServiceWorker(): Promise<ServiceWorker | null> {
  // The list of built files exists only in a build.
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return null;
  try {
    const address = new URL("service-worker.js", document.baseURI);
    await navigator.serviceWorker.register(address, { updateViaCache: "none" });
    return (await navigator.serviceWorker.ready).active;
  } catch {
    return null;
  }
}

/** Makes the page open without a network from the next load on, where the browser can. */
export async function keepForOffline(): Promise<void> {
  const worker = await registerServiceWorker();
  worker?.postMessage(KEEP_BUILT_FILES);
}
