// Reads chats that Telegram exports as pages.
import { Parser } from "htmlparser2";
import type { ChatTable } from "./chat-table";
import { createLineCounter } from "./line-counter";
import { createPageWriter } from "./page-writer";

/** Tells whether a page begins as a chat of Telegram does. */
export function beginsAsChatPage(head: string): boolean {
  return /class="message (?:default|service)/.test(head) && /class="(?:from_name|body details)"/.test(head);
}

/** A part of a message, by the class of its element. */
type Part = "from_name" | "text" | "date" | "media" | "service";

/** Creates a reader of pages; messages that follow one of the same person do not name it again. */
export function createChatPage(table: ChatTable): { push(text: string): void; finish(): void } {
  const lines = createLineCounter();
  let depth = 0;
  /** The part that is open, and the depth at which it closes. */
  let open: {
    readonly part: Part;
    readonly depth: number;
    readonly writer: ReturnType<typeof createPageWriter>;
  } | null = null;
  let sender = "";
  let message: { line: number; time: string; text: string; depth: number; isNotice: boolean } | null = null;

  function closePart(): void {
    if (open === null || message === null) return;
    const text = open.writer.finish().trim();
    if (open.part === "from_name") sender = text;
    else if (open.part === "service") message.text = text;
    else if (open.part === "text") message.text = text;
    open = null;
  }

  function closeMessage(): void {
    if (message === null) return;
    const { line, time, text, isNotice } = message;
    table.add({ line, sender: isNotice ? null : sender, time, text });
    message = null;
  }

  const parser = new Parser({
    onopentag(name, attributes) {
      depth++;
      const classes = new Set((attributes.class ?? "").split(/\s+/));
      if (message === null && classes.has("message")) {
        const isNotice = classes.has("service");
        message = { line: lines.lineAt(parser.startIndex), time: "", text: "", depth, isNotice };
      } else if (message !== null && open === null) {
        if (classes.has("date") && attributes.title !== undefined) message.time = attributes.title;
        const part = partOf(classes, message.isNotice);
        if (part !== null) open = { part, depth, writer: createPageWriter() };
      } else if (open !== null) {
        if (name === "br") open.writer.breakLine();
        else if (name === "div" || name === "p" || name === "blockquote" || name === "pre") open.writer.startBlock(1);
      }
    },
    ontext(text) {
      open?.writer.write(text);
    },
    onclosetag() {
      if (open?.depth === depth) closePart();
      if (message?.depth === depth) closeMessage();
      depth--;
    },
  });
  return {
    push(text) {
      lines.push(text);
      parser.write(text);
    },
    finish: () => parser.end(),
  };
}

function partOf(classes: ReadonlySet<string>, isNotice: boolean): Part | null {
  if (isNotice) return classes.has("details") ? "service" : null;
  if (classes.has("from_name")) return "from_name";
  return classes.has("text") ? "text" : null;
}
