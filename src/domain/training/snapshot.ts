// Which states of a run its session keeps on its device, beside the newest.

/** What is kept: the last state known to be sound, to go back to after a divergence, and that of the best epoch. */
export const snapshotNames = ["good", "best"] as const;

export type SnapshotName = (typeof snapshotNames)[number];
