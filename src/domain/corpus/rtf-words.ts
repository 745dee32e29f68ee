// What the control words of RTF mean for its text, after the Rich Text Format specification 1.9.1.

/** Destinations whose content is no text of the document, and says nothing that a reader would miss. */
export const SILENT_DESTINATIONS: ReadonlySet<string> = new Set(
  (
    "colortbl stylesheet info listtable listoverridetable revtbl rsidtbl filetbl generator themedata " +
    "colorschememapping datastore latentstyles xmlnstbl mmathPr pgptbl fldinst xe tc tcn bkmkstart bkmkend nonshppict " +
    "pntext pntxta pntxtb listtext wgrffmtfilter do docvar"
  ).split(" "),
);

/** Destinations that hold something of the document which is not its running text. */
export const ASIDE_DESTINATIONS: ReadonlySet<string> = new Set(
  (
    "pict shppict object header headerl headerr headerf footer footerl footerr footerf footnote annotation atnid atnauthor " +
    "atntime atnicn ftnsep ftnsepc aftnsep aftnsepc"
  ).split(" "),
);

/** Words that stand for characters. */
export const WORD_CHARACTERS: ReadonlyMap<string, string> = new Map([
  ["par", "\n"],
  ["line", "\n"],
  ["sect", "\n"],
  ["page", "\n"],
  ["column", "\n"],
  ["tab", "\t"],
  ["emdash", "—"],
  ["endash", "–"],
  ["bullet", "•"],
  ["lquote", "‘"],
  ["rquote", "’"],
  ["ldblquote", "“"],
  ["rdblquote", "”"],
  ["emspace", " "],
  ["enspace", " "],
  ["qmspace", " "],
]);

/** Control symbols that stand for characters; the others stand for nothing. */
export const SYMBOL_CHARACTERS: ReadonlyMap<string, string> = new Map([
  ["\\", "\\"],
  ["{", "{"],
  ["}", "}"],
  ["~", " "],
  ["_", "-"],
  ["\n", "\n"],
  ["\t", "\t"],
]);

/** Encodings by the number of their code page; DOS code pages, which no decoder here knows, read as Windows-1252. */
const CODE_PAGES: ReadonlyMap<number, string> = new Map([
  [874, "windows-874"],
  [932, "shift_jis"],
  [936, "gbk"],
  [949, "euc-kr"],
  [950, "big5"],
  [10000, "macintosh"],
  [65001, "utf-8"],
  ...Array.from({ length: 9 }, (_, index): [number, string] => [1250 + index, `windows-${1250 + index}`]),
]);

/** Encodings by the `\fcharset` of a font. */
const CHARSETS: ReadonlyMap<number, string> = new Map([
  [77, "macintosh"],
  [128, "shift_jis"],
  [129, "euc-kr"],
  [134, "gbk"],
  [136, "big5"],
  [161, "windows-1253"],
  [162, "windows-1254"],
  [163, "windows-1258"],
  [177, "windows-1255"],
  [178, "windows-1256"],
  [186, "windows-1257"],
  [204, "windows-1251"],
  [222, "windows-874"],
  [238, "windows-1250"],
]);

/** Gives the encoding of a code page. */
export function codePageEncoding(codePage: number): string {
  return CODE_PAGES.get(codePage) ?? "windows-1252";
}

/** Gives the encoding of a font's character set, null where the document's own holds. */
export function charsetEncoding(charset: number): string | null {
  return CHARSETS.get(charset) ?? null;
}
