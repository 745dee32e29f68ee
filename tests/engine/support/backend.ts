// Brings up a tfjs backend for a test file, through the project's own loader.
import { beforeAll, expect } from "vitest";
import type { TfjsBackend } from "@/domain/training/device-report";
import { loadBackend } from "@/engine/reference/load-backend";

/** Loads `backend` before the tests of the enclosing suite, and fails them when it cannot run. */
export function useBackend(backend: TfjsBackend): void {
  beforeAll(async () => {
    const loaded = await loadBackend(backend, (detail) => {
      throw new Error(`The device failed: ${detail}`);
    });
    expect(loaded, `backend ${backend}`).toBe(true);
  });
}
