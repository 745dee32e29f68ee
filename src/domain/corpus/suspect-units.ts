// Which UTF-16 units a text must hold for cleaning to change it: one look-up a unit tells most texts to be left as they
// are.
import { kindOf } from "../clinic/character-kinds";
import { isForeign } from "../clinic/look-alikes";
import type { CleaningSettings } from "./clean";
import { encodedTwice } from "./repair-encoding";
import { isSpelledOtherwise } from "./unicode-form";

/** The unit alone is enough. */
export const TOUCHED = 1;
/** Only with a unit that FOLLOWS behind it. */
export const LEADS = 2;
export const FOLLOWS = 4;

const UNITS = 0x10000;

let latest: { readonly key: string; readonly table: Uint8Array } | null = null;

/** Gives TOUCHED, LEADS and FOLLOWS of each unit; what no bit marks is never changed, but for trimming. */
export function suspectUnits(settings: CleaningSettings): Uint8Array {
  const {
    normalization,
    removeMarkup,
    decodeEntities,
    removeOddCharacters,
    replaceLookAlikes,
    personalData,
    lowercase,
  } = settings;
  const key = JSON.stringify([
    normalization,
    removeMarkup,
    decodeEntities,
    removeOddCharacters,
    replaceLookAlikes,
    personalData,
    lowercase,
  ]);
  if (latest?.key === key) return latest.table;
  const table = new Uint8Array(UNITS);
  for (let unit = 0; unit < UNITS; unit++) {
    const character = String.fromCharCode(unit);
    // The second half of a pair comes with the first.
    const isPaired = (unit & 0xf800) === 0xd800;
    const isTouched =
      (removeMarkup && character === "<") ||
      (decodeEntities && character === "&") ||
      (normalization !== "none" && (isPaired || isSpelledOtherwise(character, normalization))) ||
      (removeOddCharacters && (isPaired || kindOf(character) !== null)) ||
      (replaceLookAlikes && (isPaired || isForeign(character))) ||
      (personalData !== "keep" && /[@\d]/.test(character)) ||
      (lowercase && (isPaired || character.toLowerCase() !== character));
    if (isTouched) table[unit] = TOUCHED;
  }
  for (const lead of encodedTwice.leads) table[lead.charCodeAt(0)] |= LEADS;
  for (const sign of encodedTwice.signs) table[sign.charCodeAt(0)] |= FOLLOWS;
  latest = { key, table };
  return table;
}
