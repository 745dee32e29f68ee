// What a user may write on a run.

/** Most UTF-16 units of a run's name. */
export const LONGEST_NAME = 60;
/** Most UTF-16 units of a note. */
export const LONGEST_NOTE = 1000;
