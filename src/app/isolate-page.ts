// Isolates the page from other origins on hosts that send no headers: one reload under the service
// worker, before anything is mounted, so that there is never a run or a setting to lose.
import { registerServiceWorker } from "./register-service-worker";

/** The browser as far as isolation needs it. */
export interface IsolationHost {
  readonly isolated: boolean;
  /** Whether a service worker answered for this page already. */
  readonly controlled: boolean;
  /** Memory of the tab; null where it is blocked. */
  readonly memory: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;
  /** Gives null where there is no service worker. */
  register(): Promise<unknown>;
  reload(): void;
}

/** Marks in the tab's memory that the reload was tried. */
const RELOADED = "curio-reloaded";
/** Longest wait in milliseconds; a page that opens on one thread is better than a blank one. */
const PATIENCE = 2_000;

/** Reloads the page where that may isolate it; tells whether it did, so that nothing is mounted. */
export async function reloadIntoIsolation(host: IsolationHost = browserHost()): Promise<boolean> {
  const { isolated, controlled, memory } = host;
  // Forgotten here, so that a forced reload, which goes past the service worker, may be repaired again.
  if (isolated) memory?.removeItem(RELOADED);
  if (isolated || controlled || memory === null || memory.getItem(RELOADED) !== null) return false;
  const worker = await Promise.race([host.register(), wait(PATIENCE)]);
  if (worker === null) return false;
  try {
    memory.setItem(RELOADED, "1");
  } catch {
    // Without the mark a second reload could follow, and a third.
    return false;
  }
  host.reload();
  return true;
}

function wait(milliseconds: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), milliseconds));
}

function browserHost(): IsolationHost {
  return {
    isolated: crossOriginIsolated,
    controlled: Boolean(navigator.serviceWorker?.controller),
    memory: tabMemory(),
    register: registerServiceWorker,
    reload: () => location.reload(),
  };
}

// Reading the property itself throws where storage is blocked.
function tabMemory(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
