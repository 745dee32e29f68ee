// GPT-2's alphabet: one printable character for each byte, so that tokens of bytes can be written in JSON. Bytes that
// are printable in Latin-1 stand for themselves, the others are the characters from U+0100 on in their order.

/** The character of each byte. */
export const BYTE_CHARACTERS: readonly string[] = byteCharacters();

/** All bytes, those that stand for themselves first: their characters ascend. */
export const BYTES_IN_ORDER: readonly number[] = Array.from({ length: 256 }, (_, byte) => byte).sort(
  (one, other) => BYTE_CHARACTERS[one].charCodeAt(0) - BYTE_CHARACTERS[other].charCodeAt(0),
);

const byteOfCharacter = new Map(BYTE_CHARACTERS.map((character, byte) => [character, byte]));

/** Gives the bytes that a token text stands for, null where it holds a character that stands for none. */
export function bytesOfToken(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const byte = byteOfCharacter.get(text[at]);
    if (byte === undefined) return null;
    bytes[at] = byte;
  }
  return bytes;
}

function byteCharacters(): string[] {
  let beyond = 0x100;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(isPrintable(byte) ? byte : beyond++));
}

/** In Latin-1, spaces and the soft hyphen left out. */
function isPrintable(byte: number): boolean {
  return (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xff && byte !== 0xad);
}
