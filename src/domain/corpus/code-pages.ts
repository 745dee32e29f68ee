// Encodings of one byte a character that platforms cannot be trusted with: the two of DOS, which none knows, and
// Windows-1252, which some Node versions read as Latin-1 (github.com/nodejs/node/issues/56542).

/** Names of the code pages. */
export type CodePage = "windows-1252" | "cp850" | "cp437";

// The characters of the bytes from 0x80 on. Sources: encoding.spec.whatwg.org (index-windows-1252, the rest of which is
// Latin-1) and unicode.org/Public/MAPPINGS/VENDORS/MICSFT/PC.
const LATIN_1 = String.fromCharCode(...Array.from({ length: 96 }, (_, index) => 0xa0 + index));
const UPPER_HALVES: Readonly<Record<CodePage, string>> = {
  "windows-1252": `€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ${LATIN_1}`,
  cp850:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\xad±‗¾¶§÷¸°¨·¹³²■\xa0",
  cp437:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\xa0",
};

const CODE_POINTS: Readonly<Record<CodePage, Uint16Array>> = {
  "windows-1252": codePointsOf("windows-1252"),
  cp850: codePointsOf("cp850"),
  cp437: codePointsOf("cp437"),
};

function codePointsOf(page: CodePage): Uint16Array {
  return Uint16Array.from({ length: 256 }, (_, byte) =>
    byte < 0x80 ? byte : UPPER_HALVES[page].charCodeAt(byte - 0x80),
  );
}

/** Gives the code point of one byte in Windows-1252; also the meaning of &#128; to &#159; in HTML. */
export function windows1252CodePoint(byte: number): number {
  return CODE_POINTS["windows-1252"][byte];
}

/** Decodes bytes; every byte is one character, so any cut is a good cut. */
export function decodeCodePage(page: CodePage, bytes: Uint8Array): string {
  const table = CODE_POINTS[page];
  const units = new Uint16Array(bytes.length);
  for (let index = 0; index < bytes.length; index++) units[index] = table[bytes[index]];
  return new TextDecoder("utf-16le", { ignoreBOM: true }).decode(units);
}
