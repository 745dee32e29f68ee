// What was thrown, in words. JavaScript throws anything, and libraries do.

/** Gives the message of an error, and anything else as text. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
