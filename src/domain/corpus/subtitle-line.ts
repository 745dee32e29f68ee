// What the lines of subtitle files are: times of cues, fields of dialogues, and the markup around speech.
import { decodeEntities } from "./html-entities";

/** SubRip and WebVTT: `00:00:01,000 --> 00:00:02,000`, settings behind it. */
const ARROW_TIME = /^\s*\d{1,3}:\d{2}(?::\d{2})?(?:[.,:]\d{1,3})?\s*--?>\s*\d{1,3}:\d{2}/;
/** YouTube's SBV: `0:00:01.000,0:00:02.000`. */
const COMMA_TIME = /^\s*\d{1,2}:\d{2}:\d{2}\.\d{1,3},\d{1,2}:\d{2}:\d{2}\.\d{1,3}\s*$/;
/** MicroDVD: `{25}{50}Speech|second line`. */
const FRAMES = /^\{\d+\}\{\d*\}/;
/** Lyrics: `[00:12.34]Speech`, several times where it is sung again. */
const SUNG = /^(?:\[\d{1,3}:\d{2}(?:[.:]\d{1,3})?\])+/;
const LYRICS_FACT = /^\[[a-z#]+:.*\]\s*$/i;

/** Tells the line that holds the times of a cue, its speech below it. */
export function isCueTime(line: string): boolean {
  return ARROW_TIME.test(line) || COMMA_TIME.test(line);
}

/** Gives the length of the times at the start of a line of speech, 0 for none. */
export function timeLength(line: string): number {
  return (FRAMES.exec(line) ?? SUNG.exec(line))?.[0].length ?? 0;
}

/** Tells a line that says something about lyrics, such as `[ar:Ana]`. */
export function isLyricsFact(line: string): boolean {
  return LYRICS_FACT.test(line);
}

/** Speech without markup, and how many tags there were. */
export interface Speech {
  readonly lines: readonly string[];
  readonly tags: number;
}

/** Takes the tags out of a line of speech; `hasEntities` for WebVTT, whose `&` is written `&amp;`. */
export function readSpeech(written: string, hasEntities: boolean): Speech {
  let tags = 0;
  const bare = written.replace(/<\/?(?:[a-zA-Z][^<>]*|\d[\d:.,]*)>|\{\\[^{}]*\}|\{[a-zA-Z]:[^{}]*\}/g, () => {
    tags++;
    return "";
  });
  const text = hasEntities ? decodeEntities(bare).text : bare;
  return { lines: nonEmpty([text]), tags };
}

/** Reads the text of a dialogue of SubStation Alpha: `{\i1}` are tags, `\N` breaks a line, drawings are no speech. */
export function readDialogue(written: string): Speech {
  let tags = 0;
  let isDrawn = false;
  const bare = written.replace(/\{[^{}]*\}/g, (tag) => {
    tags++;
    if (/\\p[1-9]/.test(tag)) isDrawn = true;
    return "";
  });
  return { lines: isDrawn ? [] : nonEmpty(bare.replaceAll("\\h", " ").split(/\\[Nn]/)), tags };
}

function nonEmpty(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/[\u200e\u200f]/g, "").trim()).filter((line) => line !== "");
}

/** Gives what stands behind the first `count` commas; a dialogue's text is its last field and may hold commas. */
export function fieldAfter(fields: string, count: number): string {
  let at = 0;
  for (let comma = 0; comma < count; comma++) {
    const found = fields.indexOf(",", at);
    if (found === -1) return "";
    at = found + 1;
  }
  return fields.slice(at);
}

/** Tells whether a text begins as subtitles or timed lyrics do. */
export function beginsAsSubtitles(head: string): boolean {
  const text = head.replace(/^\uFEFF/, "");
  if (/^WEBVTT(?:[ \t\r\n]|$)/.test(text)) return true;
  if (/^\s*\[(?:Script Info|V4\+? Styles|Events)\]/i.test(text)) return true;
  const lines = text.split(/\r\n?|\n/, 40).filter((line) => line.trim() !== "");
  const [first = "", second = ""] = lines;
  if (isCueTime(first) || (/^\s*\d+\s*$/.test(first) && isCueTime(second))) return true;
  const spoken = lines.filter((line) => !isLyricsFact(line));
  return spoken.length > 1 && spoken.filter((line) => timeLength(line) > 0).length >= 0.8 * spoken.length;
}
