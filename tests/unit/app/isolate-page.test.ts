import { describe, expect, it, vi } from "vitest";
import { type IsolationHost, reloadIntoIsolation } from "@/app/isolate-page";

/** A tab's memory. */
function memoryOf(entries: Record<string, string> = {}): NonNullable<IsolationHost["memory"]> {
  const map = new Map(Object.entries(entries));
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

function hostOf(changes: Partial<IsolationHost>) {
  const reload = vi.fn();
  const register = vi.fn(async (): Promise<unknown> => "worker");
  return { isolated: false, controlled: false, memory: memoryOf(), register, reload, ...changes };
}

describe("isolating the page", () => {
  it("reloads once a service worker is there", async () => {
    const host = hostOf({});
    expect(await reloadIntoIsolation(host)).toBe(true);
    expect(host.reload).toHaveBeenCalledTimes(1);
  });

  it("neither reloads nor brings a service worker in where the host isolates", async () => {
    const host = hostOf({ isolated: true });
    expect(await reloadIntoIsolation(host)).toBe(false);
    expect(host.register).not.toHaveBeenCalled();
  });

  it("never reloads a second time in vain", async () => {
    const memory = memoryOf();
    await reloadIntoIsolation(hostOf({ memory }));
    const again = hostOf({ memory });
    expect(await reloadIntoIsolation(again)).toBe(false);
    expect(again.reload).not.toHaveBeenCalled();
  });

  it("repairs a forced reload of a page that was isolated before", async () => {
    const memory = memoryOf();
    await reloadIntoIsolation(hostOf({ memory }));
    await reloadIntoIsolation(hostOf({ memory, isolated: true }));
    expect(await reloadIntoIsolation(hostOf({ memory }))).toBe(true);
  });

  it.each<readonly [string, Partial<IsolationHost>]>([
    ["the service worker answered already and that did not help", { controlled: true }],
    ["the tab cannot remember the reload", { memory: null }],
    ["there is no service worker", { register: async () => null }],
    [
      "the mark cannot be written",
      {
        memory: {
          ...memoryOf(),
          setItem: () => {
            throw new DOMException("full", "QuotaExceededError");
          },
        },
      },
    ],
  ])("opens the page as it is where %s", async (_, changes) => {
    const host = hostOf(changes);
    expect(await reloadIntoIsolation(host)).toBe(false);
    expect(host.reload).not.toHaveBeenCalled();
  });

  it("opens the page as it is when the service worker takes too long", async () => {
    vi.useFakeTimers();
    const host = hostOf({ register: () => new Promise(() => undefined) });
    const reloads = reloadIntoIsolation(host);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await reloads).toBe(false);
    expect(host.reload).not.toHaveBeenCalled();
    vi.useRealTimers();
  });
});
