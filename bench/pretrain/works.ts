// A file of works, one after another, as clean paragraphs. It was typed from printed pages: lines are cut where the paper
// ended, tables of contents stand before the text, and letters that a page showed one below the other are lines of one.

/** One work: its title and its text, the title being the first line. */
export interface Work {
  readonly title: string;
  readonly text: string;
}

/** Share of lines that begin with a small letter from which a work counts as cut at the edge of the paper. */
const CUT_SHARE = 0.1;
/** Units of a line that the edge of the paper may have cut. */
const NEAR_EDGE = 45;
/** Lines of a table of contents are at most so many units long, and so many in number. */
const LONGEST_ENTRY = 160;
const MOST_ENTRIES = 400;
/** As many lines of one or two letters in a row are a word that the page wrote downwards. */
const DOWNWARDS = 4;

const CONTENTS = /^(?:índice|sumário)$/iu;
const NO_TEXT = /^(?:\d{1,4}|fim\.?|https?:\S+|[.\s_*]+)$/iu;
const SENTENCE_END = /[.!?…][)"'”’»]*$/u;
const PHRASE_END = /[.!?…:;][)"'”’»]*$/u;
const SMALL_START = /^\p{Ll}/u;

/** Cuts a file at lines that are `separator` alone and cleans each work; a work without text is left out. */
export function readWorks(file: string, separator: string): readonly Work[] {
  const works: Work[] = [];
  let lines: string[] = [];
  const end = () => {
    const kept = cleanLines(lines);
    lines = [];
    if (kept.length > 1) works.push({ title: kept[0], text: kept.join("\n") });
  };
  for (const line of file.normalize("NFC").split(/\r?\n/u)) {
    if (line.trim() === separator) end();
    else lines.push(line);
  }
  end();
  return works;
}

/** Gives the paragraphs, verses and headings of a work. */
export function cleanLines(raw: readonly string[]): readonly string[] {
  const lines = raw.map(cleanSpaces).filter((line) => line !== "");
  return joinCutLines(withoutDownwards(withoutContents(lines)).filter((line) => !NO_TEXT.test(line)));
}

/** Writes all white space as one plain space, and joins what a hyphen at the end of a line had parted. */
function cleanSpaces(line: string): string {
  return line
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zs}]+/gu, " ")
    .replace(/(\p{L}-) (?=\p{Ll})/gu, "$1")
    .replace(/\.{4,}/gu, "...")
    .replace(/[―–]/gu, "—")
    .trim();
}

/** Leaves out each table of contents: what stands between its heading and the line that repeats its first entry. */
function withoutContents(lines: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    if (!CONTENTS.test(lines[index])) {
      kept.push(lines[index]);
      continue;
    }
    const first = lines[index + 1];
    const again = lines.slice(index + 2, index + 2 + MOST_ENTRIES).indexOf(first);
    const entries = lines.slice(index + 1, index + 2 + Math.max(again, 0));
    if (again >= 0 && entries.every(({ length }) => length <= LONGEST_ENTRY)) index += 1 + again;
  }
  return kept;
}

/** Leaves out words that were written downwards, a letter or two a line. */
function withoutDownwards(lines: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let run: string[] = [];
  const close = () => {
    if (run.length < DOWNWARDS) kept.push(...run);
    run = [];
  };
  for (const line of lines) {
    if (line.length <= 2) {
      run.push(line);
      continue;
    }
    close();
    kept.push(line);
  }
  close();
  return kept;
}

/**
 * Joins lines that the edge of the paper cut. Verses begin with capital letters, so a line that begins with a small one
 * goes on; one that begins with a capital does only in works that were cut, behind a long line that ends no phrase.
 */
function joinCutLines(lines: readonly string[]): readonly string[] {
  const small = lines.filter((line) => SMALL_START.test(line)).length;
  const isCut = small > CUT_SHARE * lines.length;
  const joined: string[] = [];
  let previous = "";
  for (const line of lines) {
    const goesOn = SMALL_START.test(line)
      ? previous !== "" && !SENTENCE_END.test(previous)
      : isCut && previous.length >= NEAR_EDGE && !PHRASE_END.test(previous) && !/^[—“"]/u.test(line);
    if (goesOn) joined[joined.length - 1] += ` ${line}`;
    else joined.push(line);
    previous = line;
  }
  return joined;
}
