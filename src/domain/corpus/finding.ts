// Something that was found in the data: how often, and the places where it was found first. Whatever the page
// counts, it can show.

/** A place where something was found. */
export interface FoundPlace {
  /** Line of the file, from 1. */
  readonly line: number;
  /** The start of what stands there, at most 80 characters; empty where the line alone tells it. */
  readonly text: string;
}

/** How often one kind of thing was found, and where first. */
export interface Finding<Kind extends string> {
  readonly kind: Kind;
  readonly count: number;
  readonly places: readonly FoundPlace[];
}

/** Gathers findings while data are read. */
export interface FindingLog<Kind extends string> {
  /** Notes `count` finds of a kind at a line (from 1), and what stands there. */
  add(kind: Kind, line: number, text?: string, count?: number): void;
  /** The findings by kind, in order of first appearance. */
  readonly findings: readonly Finding<Kind>[];
}

const KEPT_PLACES = 100;
const EXCERPT_LENGTH = 80;

/** Creates an empty log. */
export function createFindingLog<Kind extends string>(): FindingLog<Kind> {
  const byKind = new Map<Kind, { count: number; places: FoundPlace[] }>();
  return {
    add(kind, line, text = "", count = 1) {
      const found = byKind.get(kind) ?? { count: 0, places: [] };
      found.count += count;
      if (found.places.length < KEPT_PLACES) found.places.push({ line, text: excerpt(text) });
      byKind.set(kind, found);
    },
    get findings() {
      return [...byKind].map(([kind, { count, places }]) => ({ kind, count, places: [...places] }));
    },
  };
}

/** Cuts at 80 characters without splitting a surrogate pair or keeping a final line break. */
export function excerpt(text: string): string {
  const cut = text.slice(0, EXCERPT_LENGTH).trimEnd();
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
