// Decides in which encoding a text is, and which others are worth showing beside it.
import { createByteDecoder } from "./byte-decoder";
import { declaredEncoding } from "./declared-encoding";
import { type DetectedEncoding, detectEncoding, markLength } from "./detect-encoding";
import { type EncodingPreview, previewEncodings, tellingBytes } from "./encoding-preview";
import { type Encoding, type EncodingLabel, isWide, labelOf } from "./encodings";

/** Ranks the legacy encodings that bytes may be in, the likeliest first, never none (legacy-detector.ts). */
export type LegacyDetector = (bytes: Uint8Array) => readonly EncodingLabel[];

/** What was decided about a text. */
export interface EncodingJudgement {
  /** "ascii" where the bytes do not tell. */
  readonly encoding: Encoding | "ascii";
  /** The likeliest first; empty where one is sure. */
  readonly previews: readonly EncodingPreview[];
}

/** Bytes of telling lines on which legacy encodings are judged. */
const LEGACY_BYTES = 1 << 14;
const MOST_PREVIEWS = 4;
const WIDE = ["utf-16le", "utf-16be"] as const;

/** Tells whether the bytes can be judged with the detector alone. */
export function needsLegacyDetector(bytes: Uint8Array, isWhole: boolean): boolean {
  return detectEncoding(bytes, isWhole) === "legacy";
}

/**
 * Judges a text by its bytes; `chosen` overrules what was found and is shown beside it. The detector is called for
 * legacy encodings alone; null, where none has been loaded, fails for them. Of those the one that the text declares is
 * believed, unless bytes contradict it.
 */
export function judgeEncoding(
  bytes: Uint8Array,
  isWhole: boolean,
  chosen: EncodingLabel | "auto",
  detector: LegacyDetector | null,
  declared = declaredEncoding(bytes),
): EncodingJudgement {
  const detected = detectEncoding(bytes, isWhole);
  const ranked = candidatesFor(detected, bytes, detector);
  const isBelieved = detected === "legacy" && declared !== null && canDecode(bytes, declared);
  const candidates = isBelieved ? [declared, ...ranked.filter((label) => label !== declared)] : ranked;
  const found = detected === "legacy" ? candidates[0] : detected;
  const isObeyed = chosen === "auto" || (found === "ascii" ? !isWide(chosen) : labelOf(found) === chosen);
  const overruled = isObeyed ? found : chosen;
  const offered = overruled === "ascii" || candidates.includes(labelOf(overruled)) ? [] : [labelOf(overruled)];
  const previews = previewEncodings(bytes, [...candidates.slice(0, MOST_PREVIEWS), ...offered]);
  return { encoding: overruled, previews: previews.length > 1 ? previews : [] };
}

/** Tells whether every byte has a meaning in an encoding. */
function canDecode(bytes: Uint8Array, encoding: EncodingLabel): boolean {
  return !createByteDecoder(encoding).push(bytes, false).includes("\ufffd");
}

function candidatesFor(
  detected: DetectedEncoding,
  bytes: Uint8Array,
  detector: LegacyDetector | null,
): readonly EncodingLabel[] {
  if (detected === "ascii") return [];
  if (detected !== "legacy") {
    const isGuess = isWide(detected) && markLength(bytes, detected) === 0;
    return isGuess ? [detected, ...WIDE.filter((label) => label !== detected)] : [labelOf(detected)];
  }
  if (detector === null) throw new Error("judgeEncoding: expected a detector for a legacy encoding, got none");
  return detector(tellingBytes(bytes, LEGACY_BYTES));
}
