// Reads subtitles (SubRip, WebVTT, SubStation Alpha, SBV, MicroDVD) and timed lyrics as the lines that are spoken:
// numbers, times, tags, styles and notes are left out and told. Lines stand as the file breaks them.
import type { CorpusConfig } from "../config/run-config";
import { createLineReader } from "./line-reader";
import type { ProblemLog } from "./problem-log";
import type { NoteLog } from "./source-note";
import type { PlainText, SourceParser } from "./source-parser";
import {
  fieldAfter,
  isCueTime,
  isLyricsFact,
  readDialogue,
  readSpeech,
  type Speech,
  timeLength,
} from "./subtitle-line";

/** Fields before the text of a dialogue, where no format line says otherwise. */
const DIALOGUE_FIELDS = 9;

/** Creates a parser of subtitles. */
export function createSubtitlesParser(_: CorpusConfig, __: ProblemLog, notes: NoteLog): SourceParser<PlainText> {
  const spoken: string[] = [];
  const cues = createCueReader(notes, (speech) => spoken.push(speech));
  const scenes = createDialogueReader(notes, (speech) => spoken.push(speech));
  let isAlpha = false;
  const reader = createLineReader((text, line) => {
    isAlpha ||= /^\uFEFF?\[(?:Script Info|V4\+? Styles|Events)\]/i.test(text);
    if (isAlpha) scenes(text, line);
    else cues.add(text, line);
  });
  return {
    push: reader.push,
    finish() {
      reader.finish();
      cues.finish();
      return { kind: "text", text: spoken.map((line) => `${line}\n`).join("") };
    },
  };
}

function createCueReader(notes: NoteLog, onSpeech: (line: string) => void) {
  let isWeb = false;
  let sawTime = false;
  let isInCue = false;
  let isInBlock = false;
  let isAfterBlank = true;
  let rolls = false;
  let last = "";
  /** A line that is the number or name of the cue whose times may follow. */
  let held: { readonly text: string; readonly line: number } | null = null;

  function speak(written: string, line: number): void {
    // Captions made by a machine carry a time at each word and show each line again above the next.
    rolls ||= isWeb && /<\d+:\d\d/.test(written);
    const { lines, tags } = readSpeech(written, isWeb);
    if (tags > 0) notes.add("markup", line, written, tags);
    for (const speech of lines) {
      if (rolls && speech === last) notes.add("repeatedCaption", line, speech);
      else onSpeech(speech);
      last = speech;
    }
  }

  function release(): void {
    if (held === null) return;
    const { text, line } = held;
    held = null;
    if (sawTime) speak(text, line);
    else notes.add("captionNote", line, text);
  }

  function addBlank(): void {
    release();
    isInCue = false;
    isInBlock = false;
    isAfterBlank = true;
  }

  function addText(text: string, line: number): void {
    release();
    const times = timeLength(text);
    if (times > 0) {
      sawTime = true;
      notes.add("cueTime", line, text.slice(0, times));
      for (const part of text.slice(times).split("|")) speak(part, line);
      return;
    }
    isInBlock ||= isAfterBlank && isWeb && /^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(text);
    if (isInBlock || (!sawTime && isLyricsFact(text))) notes.add("captionNote", line, text);
    else if (/^\s*\d+\s*$/.test(text) || !isInCue) held = { text, line };
    else speak(text, line);
    isAfterBlank = false;
  }

  return {
    add(text: string, line: number) {
      if (line === 1 && /^\uFEFF?WEBVTT(?:\s|$)/.test(text)) {
        isWeb = true;
        isInBlock = true;
        isAfterBlank = false;
        notes.add("captionNote", line, text);
      } else if (isCueTime(text)) {
        if (isWeb || /^\s*\d+\s*$/.test(held?.text ?? "")) held = null;
        else release();
        sawTime = true;
        isInCue = true;
        isInBlock = false;
        isAfterBlank = false;
        notes.add("cueTime", line, text);
      } else if (isWeb ? text === "" : text.trim() === "") addBlank();
      else if (text.trim() !== "") addText(text, line);
    },
    finish: release,
  };
}

/** Reads a line of SubStation Alpha: dialogues are spoken, everything else is left out. */
function createDialogueReader(notes: NoteLog, onSpeech: (line: string) => void) {
  let fields = DIALOGUE_FIELDS;
  let isInEvents = false;
  return (text: string, line: number): void => {
    const [, key = "", value = ""] = /^(\w+):(.*)$/.exec(text) ?? [];
    if (text.startsWith("[")) isInEvents = /^\[Events\]/i.test(text);
    if (key === "Format" && isInEvents) fields = value.split(",").length - 1;
    if (key !== "Dialogue") {
      if (text.trim() !== "") notes.add("captionNote", line, text);
      return;
    }
    notes.add("cueTime", line, value);
    const { lines, tags }: Speech = readDialogue(fieldAfter(value, fields));
    if (tags > 0) notes.add("markup", line, value, tags);
    for (const speech of lines) onSpeech(speech);
  };
}
