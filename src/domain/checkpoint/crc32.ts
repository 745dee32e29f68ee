// The checksum of zip files (CRC-32, polynomial 0xEDB88320). https://www.w3.org/TR/png-3/#D-CRCAppendix

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** Gives the checksum of bytes as an unsigned 32-bit number; `before` is that of what stands in front of them. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let value = ~before;
  for (let index = 0; index < bytes.length; index++) value = table[(value ^ bytes[index]) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
