// What crosses from the page to its service worker: one fixed message, and never anything of the user's.

/** Asks the service worker to keep the built page for use without a network. */
export const KEEP_BUILT_FILES = "keep-built-files";
