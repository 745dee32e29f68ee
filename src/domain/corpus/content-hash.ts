// A fingerprint of a file's bytes, to recognise the same data again. Not for security.
// Two 32-bit lanes in the manner of FNV-1a (Fowler, Noll, Vo), because the platform's SHA-256 cannot stream.
import { mix32 } from "../random";

/** A hash that takes its bytes in pieces of any size. */
export interface ContentHash {
  update(bytes: Uint8Array): void;
  /** Gives 16 hex digits. */
  digest(): string;
}

/** Creates the hash of no bytes. */
export function createContentHash(): ContentHash {
  let first = 0x811c9dc5;
  let second = 0x9e3779b9;
  let length = 0;
  return {
    update(bytes) {
      for (let index = 0; index < bytes.length; index++) {
        first = Math.imul(first ^ bytes[index], 0x01000193);
        second = Math.imul((second << 5) | (second >>> 27), 0x85ebca6b) ^ bytes[index];
      }
      length += bytes.length;
    },
    digest() {
      const high = mix32(first ^ length);
      return hex(high) + hex(mix32(second + high));
    },
  };
}

function hex(word: number): string {
  return word.toString(16).padStart(8, "0");
}
