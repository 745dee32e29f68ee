// Something that was found in the data: how often, and the places where it was found first. Whatever the page
// counts, it can show.

import { shortenText } from "../shorten-text";
import { countBreaks } from "./count-breaks";

/** A place where something was found. */
export interface FoundPlace {
  /** Line of the file, from 1. */
  readonly line: number;
  /** The start of what stands there, at most 80 characters; empty where the line alone tells it. */
  readonly text: string;
  /** What the finding is about there, where its kind alone does not tell: a column, or another line. */
  readonly about?: string;
}

/** How often one kind of thing was found, and where first. */
export interface Finding<Kind extends string> {
  readonly kind: Kind;
  readonly count: number;
  readonly places: readonly FoundPlace[];
}

/** Gathers findings while data are read. */
export interface FindingLog<Kind extends string> {
  /**
   * Notes `count` finds of a kind at a line (from 1), and what stands there; a text that must be made first is asked
   * for only while places are kept.
   */
  add(kind: Kind, line: number, text?: string | (() => string), count?: number, about?: string): void;
  /** The findings by kind, in order of first appearance. */
  readonly findings: readonly Finding<Kind>[];
}

/** Notes what was found at offsets, in order, of a text that starts on a line of the file, each with the line that it stands on. */
export function addPlaces<Kind extends string>(
  log: FindingLog<Kind>,
  kind: Kind,
  text: string,
  firstLine: number,
  offsets: readonly number[],
): void {
  let line = firstLine;
  let counted = 0;
  for (const offset of offsets) {
    line += countBreaks(text, counted, offset);
    counted = offset;
    log.add(kind, line, () => lineAt(text, offset));
  }
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf("\n", offset);
  return text.slice(text.lastIndexOf("\n", offset - 1) + 1, end === -1 ? text.length : end);
}

const KEPT_PLACES = 100;
const EXCERPT_LENGTH = 80;

/** Creates an empty log. */
export function createFindingLog<Kind extends string>(): FindingLog<Kind> {
  const byKind = new Map<Kind, { count: number; places: FoundPlace[] }>();
  return {
    add(kind, line, text = "", count = 1, about = "") {
      const found = byKind.get(kind) ?? { count: 0, places: [] };
      found.count += count;
      byKind.set(kind, found);
      if (found.places.length >= KEPT_PLACES) return;
      const place = { line, text: excerpt(typeof text === "string" ? text : text()) };
      found.places.push(about === "" ? place : { ...place, about });
    },
    get findings() {
      return [...byKind].map(([kind, { count, places }]) => ({ kind, count, places: [...places] }));
    },
  };
}

/** Cuts at 80 characters without splitting a surrogate pair or keeping a final line break. */
export function excerpt(text: string): string {
  return shortenText(text, EXCERPT_LENGTH).trimEnd();
}

/** Gives how often a kind was found. */
export function countOf<Kind extends string>(findings: readonly Finding<Kind>[], kind: Kind): number {
  return findings.find((finding) => finding.kind === kind)?.count ?? 0;
}
