// One spelling for each character: "é" may be one code point or "e" with an accent of its own, and a model would learn
// the two as different letters.

/** The forms on offer: composed, composed with look-alikes folded (ﬁ, Ａ, ²), or as written. */
export const NORMALIZATIONS = ["nfc", "nfkc", "none"] as const;

/** How characters are spelled. */
export type Normalization = (typeof NORMALIZATIONS)[number];

/** Text in one form, and how many characters were spelled otherwise before. */
export interface Normalized {
  readonly text: string;
  readonly count: number;
}

interface Form {
  readonly name: "NFC" | "NFKC";
  /** Matches where the form may change anything: below U+0300 nothing is composed, below U+00A0 nothing folded. */
  readonly suspect: RegExp;
  /** Cuts a text into the stretches that change on their own; what never changes is passed over. */
  readonly stretch: RegExp;
}

const FORMS: Readonly<Record<"nfc" | "nfkc", Form>> = {
  nfc: { name: "NFC", suspect: /[^\0-\u02ff]/, stretch: /[\u1100-\u11ff]+|\P{M}?\p{M}+|[^\0-\u02ff]/gu },
  nfkc: { name: "NFKC", suspect: /[^\0-\x9f]/, stretch: /[\u1100-\u11ff]+|\P{M}?\p{M}+|[^\0-\x9f]/gu },
};

/** Brings a text into a form. It must not begin with an accent whose letter stands elsewhere. */
export function normalizeText(text: string, normalization: Normalization): Normalized {
  if (normalization === "none") return { text, count: 0 };
  const { name, suspect, stretch } = FORMS[normalization];
  if (!suspect.test(text)) return { text, count: 0 };
  const normalized = text.normalize(name);
  if (normalized === text) return { text, count: 0 };
  let count = 0;
  const changes = new Map<string, boolean>();
  for (const [piece] of text.matchAll(stretch)) {
    const known = changes.get(piece);
    const isChanged = known ?? piece.normalize(name) !== piece;
    if (known === undefined) changes.set(piece, isChanged);
    if (isChanged) count++;
  }
  return { text: normalized, count: Math.max(1, count) };
}

/** Tells whether a form may change texts with this UTF-16 unit: it is spelled otherwise itself, or joins its neighbour. */
export function isSpelledOtherwise(unit: string, normalization: Exclude<Normalization, "none">): boolean {
  return unit.normalize(FORMS[normalization].name) !== unit || /[\u1100-\u11ff]|\p{M}/u.test(unit);
}
