// Characters that do not show what they are: which kind a code point is of, where it stands rightly all the same
// (inside emoji, between letters of scripts that join), and how a text is freed of them.

/** Why a character is suspicious. */
export type CharacterKind =
  /** Takes no room: zero width space, soft hyphen, byte order mark. */
  | "invisible"
  /** A control code other than tab and line ends. */
  | "control"
  /** A space that is not the plain one, or a line end that few programs know. */
  | "space"
  /** Means something only to the font it was made for. */
  | "privateUse"
  /** The mark of a byte that could not be read, half a pair, or a code without a character. */
  | "broken";

const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u{fff9}-\u{fffb}]/u;
const CONTROL = /[^\P{Cc}\t\n\r\v\f\u{85}]/u;
const LINE_END = /[\v\f\u{85}\u{2028}\u{2029}]/u;
const SPACE = /[\u{a0}\u{1680}\u{2000}-\u{200a}\u{202f}\u{205f}]/u;
const PRIVATE_USE = /\p{Co}/u;
const BROKEN = /[\u{fffd}\p{Cs}\p{Cn}]/u;

const ANY = new RegExp(
  [INVISIBLE, CONTROL, LINE_END, SPACE, PRIVATE_USE, BROKEN].map(({ source }) => source).join("|"),
  "gu",
);

/** Scripts whose letters the zero width joiner and non-joiner shape. */
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}]$/u;
const BEFORE_JOINER = /(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\u{fe0f})$/u;
const BEFORE_SELECTOR = /[\p{Emoji}\p{Extended_Pictographic}\p{Script=Han}\p{Script=Mongolian}]$/u;
const BEFORE_TAG = /[\u{1f3f4}\u{e0020}-\u{e007f}]$/u;

/** One suspicious character, by its place in UTF-16 units. */
export interface OddCharacter {
  readonly kind: CharacterKind;
  readonly at: number;
  readonly length: number;
}

/** Gives the kind of a character, null for one that shows what it is. */
export function kindOf(character: string): CharacterKind | null {
  if (INVISIBLE.test(character)) return "invisible";
  if (SPACE.test(character) || LINE_END.test(character)) return "space";
  if (CONTROL.test(character)) return "control";
  if (PRIVATE_USE.test(character)) return "privateUse";
  return BROKEN.test(character) ? "broken" : null;
}

/** Yields the suspicious characters of a text in order; those that stand rightly where they are left out. */
export function* oddCharacters(text: string): Generator<OddCharacter, void> {
  for (const match of text.matchAll(ANY)) {
    const [character] = match;
    const kind = kindOf(character);
    if (kind !== null && !belongs(text, match.index, character)) {
      yield { kind, at: match.index, length: character.length };
    }
  }
}

/** Frees a text of its suspicious characters, spaces turned into plain ones, and counts them. */
export function removeOddCharacters(text: string): { readonly text: string; readonly count: number } {
  let count = 0;
  const cleaned = text.replace(ANY, (character, at: number) => {
    if (belongs(text, at, character)) return character;
    count++;
    if (LINE_END.test(character)) return "\n";
    return SPACE.test(character) ? " " : "";
  });
  return { text: cleaned, count };
}

/** Tells whether an invisible character has work to do where it stands. */
function belongs(text: string, at: number, character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  const before = text.slice(Math.max(0, at - 2), at);
  if (code === 0x200d) return BEFORE_JOINER.test(before) || JOINING.test(before);
  if (code === 0x200c) return JOINING.test(before);
  const isSelector = (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0x180b && code <= 0x180f);
  if (isSelector || (code >= 0xe0100 && code <= 0xe01ef)) return BEFORE_SELECTOR.test(before);
  return code >= 0xe0020 && code <= 0xe007f && BEFORE_TAG.test(before);
}
