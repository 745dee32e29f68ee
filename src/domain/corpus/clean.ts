// Cleaning of one value or piece of text, in the fixed order entities, trimming, lower case.
import type { CorpusConfig } from "../config/run-config";
import { decodeEntities } from "./html-entities";

/** The switches that change text. */
export type CleaningSwitches = Pick<CorpusConfig, "decodeEntities" | "trim" | "lowercase">;

/** Cleaner that counts the entities it decoded. */
export interface Cleaner {
  clean(text: string): string;
  readonly entitiesDecoded: number;
}

/** Creates a cleaner for the given switches. */
export function createCleaner(switches: CleaningSwitches): Cleaner {
  let entitiesDecoded = 0;
  return {
    clean(text) {
      let cleaned = text;
      if (switches.decodeEntities) {
        const decoded = decodeEntities(cleaned);
        cleaned = decoded.text;
        entitiesDecoded += decoded.count;
      }
      if (switches.trim) cleaned = cleaned.trim();
      return switches.lowercase ? cleaned.toLowerCase() : cleaned;
    },
    get entitiesDecoded() {
      return entitiesDecoded;
    },
  };
}
