// Brings a value that an earlier version wrote to today's form, one version at a time.

/** Makes a value of the next version. */
export type Upgrade = (value: unknown) => unknown;

/** Applies the upgrades from a version on; entry n of the list leads from version n + 1 to n + 2. */
export function upgradeValue(value: unknown, version: number, upgrades: readonly Upgrade[]): unknown {
  return upgrades.slice(Math.max(0, version - 1)).reduce((older, upgrade) => upgrade(older), value);
}
