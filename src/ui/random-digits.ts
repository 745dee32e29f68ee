// Digits for seeds and ids: the one place where chance comes from outside, since a person asked for something new.
// Everything that follows is a function of the seed.

/** Draws a whole number from 0 to 9,999 as text. */
export function randomDigits(): string {
  const [value = 0] = crypto.getRandomValues(new Uint16Array(1));
  return String(value % 10_000);
}

/** Draws 16 hexadecimal digits. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
