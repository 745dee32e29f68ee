// Decodes the HTML character references that scraped text carries. One pass only, so `&amp;lt;` becomes `&lt;`.
import { windows1252CodePoint } from "./code-pages";

// Names of the characters of Portuguese and English text, in the order of NAMED_CHARACTERS.
const LATIN1_NAMES =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro " +
  "para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil " +
  "Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave " +
  "Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml " +
  "igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute " +
  "thorn yuml";

const NAMED_CHARACTERS: ReadonlyMap<string, string> = new Map([
  ...LATIN1_NAMES.split(" ").map((name, index): [string, string] => [name, String.fromCharCode(0xa0 + index)]),
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["ndash", "–"],
  ["mdash", "—"],
  ["lsquo", "‘"],
  ["rsquo", "’"],
  ["sbquo", "‚"],
  ["ldquo", "“"],
  ["rdquo", "”"],
  ["bdquo", "„"],
  ["lsaquo", "‹"],
  ["rsaquo", "›"],
  ["bull", "•"],
  ["hellip", "…"],
  ["prime", "′"],
  ["Prime", "″"],
  ["euro", "€"],
  ["trade", "™"],
  ["ensp", "\u2002"],
  ["emsp", "\u2003"],
  ["thinsp", "\u2009"],
  ["zwnj", "\u200c"],
  ["zwj", "\u200d"],
  ["larr", "←"],
  ["uarr", "↑"],
  ["rarr", "→"],
  ["darr", "↓"],
  ["minus", "−"],
  ["ne", "≠"],
  ["le", "≤"],
  ["ge", "≥"],
  ["OElig", "Œ"],
  ["oelig", "œ"],
]);

/** A text with its references decoded, and where they stood. */
export interface DecodedText {
  readonly text: string;
  /** Places of the references in the text as it was, in UTF-16 units. */
  readonly offsets: readonly number[];
}

/** Decodes named and numeric references; unknown and impossible ones stay as they are. */
export function decodeEntities(text: string): DecodedText {
  if (!text.includes("&")) return { text, offsets: [] };
  const offsets: number[] = [];
  const decoded = text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,7}));/g, (...match) => {
    const [whole, decimal, hexadecimal, name]: string[] = match;
    const character =
      name === undefined
        ? numericCharacter(decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal))
        : NAMED_CHARACTERS.get(name);
    if (character === undefined) return whole;
    offsets.push(Number(match[4]));
    return character;
  });
  return { text: decoded, offsets };
}

/** Gives the character of a number; 128 to 159 mean Windows-1252, as the HTML standard has it. */
function numericCharacter(codePoint: number): string | undefined {
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  if (codePoint === 0 || codePoint > 0x10ffff || isSurrogate) return undefined;
  return String.fromCodePoint(codePoint < 0x100 ? windows1252CodePoint(codePoint) : codePoint);
}
