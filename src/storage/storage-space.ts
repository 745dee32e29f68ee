// How much room the browser says there is. Only a hint: Chromium's figure does not follow a lowered quota.

/** Room for this origin, in bytes; null where the browser does not say. */
export interface StorageSpace {
  readonly used: number | null;
  readonly quota: number | null;
  /** Whether the browser promises not to clear it by itself. */
  readonly persistent: boolean;
}

/** The part of StorageManager that is used. */
export type SpaceManager = Pick<StorageManager, "estimate" | "persisted">;

/** Asks for the room. Never throws. */
export async function storageSpace(manager: Partial<SpaceManager> | undefined): Promise<StorageSpace> {
  const [estimate, persistent] = await Promise.all([
    quietly(() => manager?.estimate?.()),
    quietly(() => manager?.persisted?.()),
  ]);
  return { used: estimate?.usage ?? null, quota: estimate?.quota ?? null, persistent: persistent ?? false };
}

async function quietly<T>(ask: () => Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await ask();
  } catch {
    return undefined;
  }
}
