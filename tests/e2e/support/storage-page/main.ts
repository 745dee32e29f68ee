// A page that is nothing but the store, for tests that ask the real browser.
import { createStorageClient } from "@/storage/storage-client";

const client = createStorageClient();

/** Saves numbered states of a size, whose content can be told from any other. */
const keeper = {
  client,
  save: (id: string, state: number, bytes: number) =>
    client.save(id, {
      kind: "run",
      version: 1,
      value: { state },
      parts: { series: new Uint8Array(bytes >> 3).fill(state + 1), last: new Uint8Array(bytes).fill(state) },
      addCheckpoints: [],
      needs: [],
    }),
  /** Gives the number of the state that is there whole, or the failure's code. */
  async load(id: string): Promise<number | string> {
    const loaded = await client.load(id);
    if (!loaded.ok) return loaded.error.code;
    const { state } = loaded.value.value as { state: number };
    const { series, last } = loaded.value.parts;
    const whole =
      series?.every((byte) => byte === ((state + 1) & 255)) && last?.every((byte) => byte === (state & 255));
    return whole === true ? state : "not whole";
  },
};

declare global {
  interface Window {
    keeper: typeof keeper;
    /** States that were said to be saved. */
    told: number[];
  }
}

window.keeper = keeper;
