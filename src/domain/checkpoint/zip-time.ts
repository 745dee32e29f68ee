// The time that files in zips carry.

/** A fixed one, so that the same run gives the same bytes. */
export const ZIP_TIME = new Date(1980, 0, 1);
