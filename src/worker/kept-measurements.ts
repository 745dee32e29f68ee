// What was measured of this machine, as one text that the page keeps from visit to visit and never reads.
import type { Measurements } from "@/engine/engine-host";

/** Most measurements that are kept; the oldest go first. */
const MOST = 100;

/** Measurements of this visit and of those before. */
export class KeptMeasurements implements Measurements {
  readonly #values = new Map<string, readonly number[]>();
  readonly #keep: (text: string) => void;

  /** `keep` takes the whole text whenever it changes. */
  constructor(keep: (text: string) => void) {
    this.#keep = keep;
  }

  /** Adds what an earlier visit kept; what is no such text is measured anew. */
  takeUp(text: string | null): void {
    for (const [key, values] of readEntries(text)) {
      if (!this.#values.has(key)) this.#values.set(key, values);
    }
  }

  get(key: string): readonly number[] | null {
    return this.#values.get(key) ?? null;
  }

  put(key: string, values: readonly number[]): void {
    this.#values.delete(key);
    this.#values.set(key, values);
    this.#keep(JSON.stringify([...this.#values].slice(-MOST)));
  }
}

function readEntries(text: string | null): readonly (readonly [key: string, values: readonly number[]])[] {
  try {
    const entries: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(entries) ? entries.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(entry: unknown): entry is readonly [key: string, values: readonly number[]] {
  const [key, values] = Array.isArray(entry) ? entry : [];
  return typeof key === "string" && Array.isArray(values) && values.every(Number.isFinite);
}
