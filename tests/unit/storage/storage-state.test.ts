// What the page says about keeping, and when it saves by itself.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AUTOSAVE_INTERVAL, Autosave } from "@/storage/autosave";
import { storageFailureOf } from "@/storage/storage-failure";
import { initialStorageState, type StorageEvent, storageStateAfter } from "@/storage/storage-state";

const full: StorageEvent = { type: "failed", failure: { code: "storageFull", detail: "" } };
const blocked: StorageEvent = { type: "failed", failure: { code: "storageBlocked", detail: "" } };
const saved: StorageEvent = { type: "saved", at: 5 };
const saving: StorageEvent = { type: "saving" };

describe("the state of keeping", () => {
  it("says trouble once, until a save succeeds or the trouble is another", () => {
    const events = [saving, saved, saving, full, saving, full, saving, blocked, saving, saved, saving, full];
    let state = initialStorageState;
    const seen = events.map((event) => {
      state = storageStateAfter(state, event);
      return `${state.value}${state.tell ? "!" : ""}`;
    });
    expect(seen.join(" ")).toBe("saving saved saving full! full full full memory! memory saved saving full!");
    expect(state.savedAt).toBe(5);
  });

  it.each([
    ["QuotaExceededError", "storageFull"],
    ["SecurityError", "storageBlocked"],
    ["VersionError", "storageNewer"],
    ["UnknownError", "storageFailed"],
  ])("knows %s as %s, as a DOMException and as a class of its own", (name, code) => {
    expect(storageFailureOf(new DOMException("", name)).code).toBe(code);
    expect(storageFailureOf(Object.assign(new Error("no room"), { name })).code).toBe(code);
  });
});

describe("saving by itself", () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => void vi.useRealTimers());

  function open(took = 0, outcome: () => boolean = () => true) {
    const times: number[] = [];
    const autosave = new Autosave({
      save: async () => {
        times.push(Date.now() - 1_000_000);
        await new Promise((resolve) => setTimeout(resolve, took));
        return outcome();
      },
      now: () => Date.now(),
      after: (milliseconds, work) => {
        const timer = setTimeout(work, milliseconds);
        return () => clearTimeout(timer);
      },
    });
    return { autosave, times };
  }

  it("saves the first change at once and then every ten seconds at most, and nothing when nothing changed", async () => {
    const { autosave, times } = open(300);
    for (let tick = 0; tick < 250; tick++) {
      autosave.changed();
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(60_000);
    expect(times).toEqual([0, AUTOSAVE_INTERVAL, 2 * AUTOSAVE_INTERVAL, 3 * AUTOSAVE_INTERVAL]);
  });

  it("saves at once when asked to, also what changed during a save, and never twice at a time", async () => {
    const { autosave, times } = open(500);
    autosave.changed();
    await vi.advanceTimersByTimeAsync(100);
    autosave.changed();
    void autosave.flush();
    void autosave.flush();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(times).toEqual([0, 500]);
    await autosave.flush();
    expect(times).toHaveLength(2);
  });

  it("tries again after a failure with the next change, not sooner than the interval", async () => {
    let works = false;
    const { autosave, times } = open(0, () => works);
    autosave.changed();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(times).toEqual([0]);
    works = true;
    await Promise.all([autosave.flush(), vi.advanceTimersByTimeAsync(0)]);
    autosave.changed();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(times).toEqual([0, 30_000, 40_000]);
  });
});
