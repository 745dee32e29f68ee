// Reads a page of HTML as the text that it shows: blocks on lines of their own, the cells of a row between tabs,
// entities decoded; scripts, styles, navigation and controls left out and told.
import { Parser } from "htmlparser2";
import type { CorpusConfig } from "../config/run-config";
import { createLineCounter } from "./line-counter";
import { createPageWriter } from "./page-writer";
import type { ProblemLog } from "./problem-log";
import type { NoteLog } from "./source-note";
import type { PlainText, SourceParser } from "./source-parser";
import { partingHeadings } from "./text-headings";

/** Elements whose content a reader of the page does not see, or that are no part of what it says. */
const LEFT_OUT: ReadonlySet<string> = new Set(
  "script style title template noscript nav svg math iframe object canvas audio video select button textarea dialog".split(
    " ",
  ),
);

/** Elements with a blank line around them, and those that only stand on lines of their own. */
const PARAGRAPHS: ReadonlySet<string> = new Set("p h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl table figure".split(" "));
const BLOCKS: ReadonlySet<string> = new Set(
  (
    "address article aside body caption center dd details div dt fieldset figcaption footer form header hr html legend " +
    "li main section summary tbody tfoot thead tr"
  ).split(" "),
);

const HEADINGS: readonly string[] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/** Tells whether a text begins as a page, or a piece of one, does. */
export function beginsAsHtml(head: string): boolean {
  const text = head.slice(0, 4096).replace(/^\uFEFF/, "");
  const start = text.replace(/^(?:\s+|<\?xml[^<>]*\?>|<!--(?:(?!-->)[\s\S])*-->)+/, "");
  if (/^<(?:!doctype\s+html|html|head|body)\b/i.test(start)) return true;
  const [, tag = ""] = /^<(div|p|table|ul|ol|h[1-6]|section|article|main)(?:\s[^<>]*)?>/i.exec(start) ?? [];
  return tag !== "" && head.toLowerCase().includes(`</${tag.toLowerCase()}>`);
}

/** Tells whether a text that calls itself a page has anything of one. */
export function hasTags(head: string): boolean {
  return /<\/?[a-zA-Z][^<>]*>/.test(head);
}

/** Creates a reader of HTML. */
export function createHtmlParser(_: CorpusConfig, __: ProblemLog, notes: NoteLog): SourceParser<PlainText> {
  const writer = createPageWriter();
  const lines = createLineCounter();
  /** Elements open inside one that is left out, itself among them. */
  let skipped = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      const line = lines.lineAt(parser.startIndex);
      notes.add("markup", line, `<${name}>`);
      if (skipped > 0 || isLeftOut(name, attributes)) {
        if (skipped === 0) notes.add("hiddenPart", line, `<${name}>`);
        skipped++;
      } else openElement(writer, name);
    },
    ontext(text) {
      if (skipped === 0) writer.write(text);
    },
    onclosetag(name) {
      if (skipped > 0) skipped--;
      else closeElement(writer, name);
    },
  });
  return {
    push(text) {
      lines.push(text);
      parser.write(text);
    },
    finish() {
      parser.end();
      return { kind: "text", text: writer.finish(), headings: partingHeadings(writer.headings) };
    },
  };
}

function isLeftOut(name: string, attributes: Readonly<Record<string, string>>): boolean {
  if (LEFT_OUT.has(name) || Object.hasOwn(attributes, "hidden")) return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.style ?? "");
}

function openElement(writer: ReturnType<typeof createPageWriter>, name: string): void {
  if (name === "br") writer.breakLine();
  else if (name === "td" || name === "th") writer.openCell();
  else writer.startBlock(blankness(name));
  if (name === "tr") writer.edgeRow();
  if (name === "hr") writer.markRule();
  if (HEADINGS.includes(name)) writer.markHeading(HEADINGS.indexOf(name));
  if (name === "pre") writer.keepSpaces(1);
}

function closeElement(writer: ReturnType<typeof createPageWriter>, name: string): void {
  if (HEADINGS.includes(name)) writer.markHeading(null);
  if (name === "pre") writer.keepSpaces(-1);
  if (name === "td" || name === "th") writer.closeCell();
  else writer.startBlock(blankness(name));
  if (name === "tr") writer.edgeRow();
}

function blankness(name: string): 0 | 1 | 2 {
  if (PARAGRAPHS.has(name)) return 2;
  return BLOCKS.has(name) ? 1 : 0;
}
