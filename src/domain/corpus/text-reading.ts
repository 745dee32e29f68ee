// Which way a plain text is cut into records: the one that was chosen, or the one that suggests itself.
import type { CorpusConfig } from "../config/run-config";
import { automaticTemplate } from "./automatic-template";
import { textPieces } from "./text-pieces";
import type { TextMarkers, TextShape } from "./text-shape";

/** A way to cut a text. */
export type TextReading = Exclude<CorpusConfig["textRecords"], "auto">;

/** Decides how to cut a text; a separator that it lacks is no way to cut it unasked, and markers or headings that it lacks none at all. */
export function textReading(
  { textRecords, separator }: Pick<CorpusConfig, "textRecords" | "separator">,
  { text, shape }: { readonly text: string; readonly shape: TextShape },
): TextReading {
  switch (textRecords) {
    case "auto":
      return hasSeparator(text, separator) ? "separator" : shape.suggested;
    case "markers":
      return shape.markers === null ? "whole" : "markers";
    case "headings":
      return shape.headings === null ? "whole" : "headings";
    case "whole":
    case "lines":
    case "blankLines":
    case "separator":
      return textRecords;
  }
  return textRecords satisfies never;
}

/** Gives the template of the one column that a text of many records becomes; its own markers stand for the end token. */
export function textTemplate(reading: TextReading, markers: TextMarkers | null, endToken: string): string {
  if (reading !== "markers" || markers === null) return automaticTemplate(["text"], endToken);
  return `${markers.start}{text}${markers.end}`;
}

/** Tells whether a line of the text is the separator: its pieces are then less than the whole. */
function hasSeparator(text: string, separator: string): boolean {
  for (const piece of textPieces(text, separator)) return piece.text.length < text.length;
  return true;
}
