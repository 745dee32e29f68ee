// Gathers finds with excerpts around what was found.
import type { ClinicFinding, ClinicKind, ClinicPlace } from "./diagnosis";

const KEPT_PLACES = 50;
const EXCERPT = 96;
/** Units of an excerpt before what was found. */
const LEAD = 32;

/** Where something was found: the text of the record, its line, and the stretch. */
export interface FoundStretch {
  readonly text: string;
  /** Line on which the text starts, from 1. */
  readonly line: number;
  readonly at: number;
  readonly length: number;
}

/** Counts finds by kind and keeps the first places of each. */
export class PlaceLog {
  readonly #found = new Map<ClinicKind, { count: number; places: ClinicPlace[] }>();

  /** Notes a find, whose place is asked for only while places are kept; `twin` is the line of the record that it repeats. */
  add(kind: ClinicKind, find: () => FoundStretch, twin: number | null = null): void {
    let found = this.#found.get(kind);
    if (found === undefined) {
      found = { count: 0, places: [] };
      this.#found.set(kind, found);
    }
    found.count++;
    if (found.places.length < KEPT_PLACES) found.places.push({ ...excerptAround(find()), twin });
  }

  /** Gives what was found, kinds in the order of `kinds`. */
  findings(kinds: readonly ClinicKind[]): readonly ClinicFinding[] {
    return kinds.flatMap((kind) => {
      const found = this.#found.get(kind);
      return found === undefined ? [] : [{ kind, ...found }];
    });
  }
}

/** Cuts an excerpt around a stretch, between characters, on one line. */
export function excerptAround({ text, line, at, length }: FoundStretch): Omit<ClinicPlace, "twin"> {
  const start = boundary(text, Math.max(0, at - LEAD));
  const end = boundary(text, Math.min(text.length, start + EXCERPT));
  const shown = text.slice(start, end).replace(/[\n\r]/g, "↵");
  return { line, text: shown, from: at - start, until: Math.min(at + length, end) - start };
}

/** Moves a cut out of the middle of a surrogate pair. */
function boundary(text: string, at: number): number {
  return /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;
}
