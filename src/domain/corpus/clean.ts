// Cleaning of one value or piece of text, in the fixed order double encoding, markup, entities, form of
// characters, odd characters, mixed alphabets, personal data, trimming, lower case.
import { removeOddCharacters } from "../clinic/character-kinds";
import { replaceLookAlikes } from "../clinic/look-alikes";
import { maskPersonalData } from "../clinic/personal-data";
import type { CorpusConfig } from "../config/run-config";
import type { CleaningLog } from "./corpus";
import { addPlaces } from "./finding";
import { decodeEntities } from "./html-entities";
import { removeMarkup } from "./markup";
import { repairEncoding } from "./repair-encoding";
import { suspectUnits } from "./suspect-units";
import { normalizeText } from "./unicode-form";

/** The settings that change text. */
export type CleaningSettings = Pick<
  CorpusConfig,
  | "repairEncoding"
  | "normalization"
  | "removeMarkup"
  | "decodeEntities"
  | "removeOddCharacters"
  | "replaceLookAlikes"
  | "personalData"
  | "trim"
  | "lowercase"
>;

/** How often each kind of change was made that has no findings. */
export interface CleaningCounts {
  readonly doublyEncoded: number;
  readonly markupRemoved: number;
  readonly normalized: number;
  readonly oddRemoved: number;
  readonly lookAlikesReplaced: number;
  readonly personalMasked: number;
}

/** Cleans the texts of a source and counts what it changed. */
export interface Cleaner {
  /** Cleans a text that starts on a line of the file; what it decodes goes to the log. */
  clean(text: string, line: number): string;
  /** The units without which cleaning a text only trims it (suspect-units.ts). */
  readonly suspects: Uint8Array;
  readonly counts: CleaningCounts;
}

/** A change of a text, and how often it was made there. */
type Change = (text: string) => { readonly text: string; readonly count: number };

/** Creates a cleaner for the given settings. */
export function createCleaner(settings: CleaningSettings, log: CleaningLog): Cleaner {
  const { personalData, normalization } = settings;
  // Text that was encoded twice is told also where it is left as it is.
  const repair: Change = settings.repairEncoding ? repairEncoding : countDoublyEncoded;
  const changes: [keyof CleaningCounts, Change][] = [];
  if (normalization !== "none") changes.push(["normalized", (text) => normalizeText(text, normalization)]);
  if (settings.removeOddCharacters) changes.push(["oddRemoved", removeOddCharacters]);
  if (settings.replaceLookAlikes) changes.push(["lookAlikesReplaced", replaceLookAlikes]);
  if (personalData !== "keep") changes.push(["personalMasked", (text) => maskPersonalData(text, personalData)]);
  const counts = {
    doublyEncoded: 0,
    markupRemoved: 0,
    normalized: 0,
    oddRemoved: 0,
    lookAlikesReplaced: 0,
    personalMasked: 0,
  };
  return {
    clean(text, line) {
      const repaired = repair(text);
      counts.doublyEncoded += repaired.count;
      let cleaned = repaired.text;
      if (settings.removeMarkup) {
        const unmarked = removeMarkup(cleaned);
        cleaned = unmarked.text;
        counts.markupRemoved += unmarked.count;
      }
      if (settings.decodeEntities) {
        const decoded = decodeEntities(cleaned);
        addPlaces(log, "entity", cleaned, line, decoded.offsets);
        cleaned = decoded.text;
      }
      for (const [name, change] of changes) {
        const changed = change(cleaned);
        cleaned = changed.text;
        counts[name] += changed.count;
      }
      if (settings.trim) cleaned = cleaned.trim();
      return settings.lowercase ? cleaned.toLowerCase() : cleaned;
    },
    suspects: suspectUnits(settings),
    counts,
  };
}

function countDoublyEncoded(text: string): { readonly text: string; readonly count: number } {
  return { text, count: repairEncoding(text).count };
}
