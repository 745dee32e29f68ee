// How the lines of chat exports and logs begin: who wrote, and when. WhatsApp (iOS and Android, in the wording of any
// country), KakaoTalk, Discord's exporter, messages copied from Telegram, IRC.

/** Marks of direction that apps write around names and notices. */
const MARK = "[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]";
const SPACE = "[ \\u00a0\\u202f]";
const DATE =
  `(?:\\p{Nd}{1,4}[./-]${SPACE}?\\p{Nd}{1,2}[./-]${SPACE}?\\p{Nd}{1,4}\\.?|\\p{Nd}{1,2}-\\p{L}{3,4}\\.?-\\p{Nd}{2,4}` +
  "|\\p{Nd}{4}년 \\p{Nd}{1,2}월 \\p{Nd}{1,2}일)";
const TIME =
  `(?:\\p{L}{1,4}\\.?${SPACE}?)?\\p{Nd}{1,2}[:.h]\\p{Nd}{2}(?:[:.]\\p{Nd}{2})?` +
  `(?:${SPACE}?(?:[ap]\\.?${SPACE}?m\\.?|\\p{L}{1,4}\\.?))?`;
const STAMP = `${DATE},?${SPACE}{1,2}(?:(?:às|at|kl\\.?|um|à|alle)${SPACE})?${TIME}`;

const BRACKETED = new RegExp(`^${MARK}*\\[(${STAMP})\\]${SPACE}*(.*)$`, "iu");
const DASHED = new RegExp(`^${MARK}*(${STAMP})${SPACE}[-–—]${SPACE}(.*)$`, "iu");
const COMMA = new RegExp(`^(${STAMP}), (.{1,60}? : .*)$`, "iu");
const COPIED = new RegExp(`^(.{1,60}), \\[(${STAMP})\\]:?$`, "iu");
const IRC = /^\[?((?:\d{4}-\d{2}-\d{2}[T ])?\d{1,2}:\d{2}(?::\d{2})?)\]?\s+(.*)$/;
const IRC_SPEECH = /^<[@+%~&! ]?([^<>\s]{1,32})>\s?(.*)$/;
/** `*`, `-!-`, `***`, `-->`, `<--`, `--`: joins, leaves, actions, modes. */
const IRC_NOTICE = /^(?:\*{1,3}|-!-|-->|<--|--|\*\*\*)\s/;

/** A kind of log; the first line that is of one decides for all. */
export type ChatDialect = "stamped" | "headed" | "copied" | "irc";

/** The beginning of a message; `sender` is null for what nobody wrote. */
export interface MessageStart {
  readonly time: string;
  readonly sender: string | null;
  readonly text: string;
}

type Reader = (line: string) => MessageStart | null;

const readers: Readonly<Record<ChatDialect, Reader>> = {
  stamped(line) {
    const [, time, rest] = BRACKETED.exec(line) ?? DASHED.exec(line) ?? COMMA.exec(line) ?? [];
    return time === undefined || rest === undefined ? null : { time: plainTime(time), ...splitSender(rest) };
  },
  headed(line) {
    const [, time, sender] = BRACKETED.exec(line) ?? [];
    if (time === undefined || sender === undefined) return null;
    return { time: plainTime(time), sender: cleanName(sender.replace(/ \(pinned\)$/, "")), text: "" };
  },
  copied(line) {
    const [, sender, time] = COPIED.exec(line) ?? [];
    return time === undefined || sender === undefined
      ? null
      : { time: plainTime(time), sender: cleanName(sender), text: "" };
  },
  irc(line) {
    const [, time = "", rest = line] = IRC.exec(line) ?? [];
    const [, sender, text] = IRC_SPEECH.exec(rest) ?? [];
    if (sender !== undefined && text !== undefined) return { time, sender, text };
    return time !== "" && IRC_NOTICE.test(rest) ? { time, sender: null, text: rest } : null;
  },
};

/** Reads a line as the beginning of a message, null for one that goes on. */
export function readMessageStart(line: string, dialect: ChatDialect): MessageStart | null {
  return readers[dialect](line);
}

/** Tells of which kind of log a line is; `isExported` where Discord's exporter has signed above. */
export function dialectOf(line: string, isExported: boolean): ChatDialect | null {
  const tried: readonly ChatDialect[] = [isExported ? "headed" : "stamped", "copied", "irc"];
  return tried.find((dialect) => readers[dialect](line) !== null) ?? null;
}

/** Tells the lines that Discord's exporter writes above the messages. */
export function isExporterLine(line: string): boolean {
  return /^(?:Guild|Channel): /.test(line);
}

/** Lines on which a chat is told from other texts. */
const JUDGED_LINES = 80;

/** Tells whether a text begins as a chat does. */
export function beginsAsChat(head: string): boolean {
  const lines = head.split(/\r\n?|\n/, JUDGED_LINES).filter((line) => line.trim() !== "");
  const isExported = lines.slice(0, 6).some(isExporterLine) && /^={20,}$/.test(lines[0] ?? "");
  const first = lines.findIndex((line) => dialectOf(line, isExported) !== null);
  const dialect = first === -1 ? null : dialectOf(lines[first] ?? "", isExported);
  if (dialect === null) return false;
  const starts = lines.flatMap((line) => readMessageStart(line, dialect) ?? []);
  const spoken = starts.filter(({ sender }) => sender !== null).length;
  // A log of IRC has a message a line; the others are told by a date and a time, which no other text begins with.
  if (dialect === "irc") return spoken >= 3 && starts.length >= 0.8 * lines.length;
  return (first === 0 || isExported) && starts.length >= 2 && spoken >= 1;
}

/** Splits `Ana: text`; a line without a name, or with a quoted one, is a notice of the app. */
function splitSender(rest: string): Omit<MessageStart, "time"> {
  const [, name, text] = /^([^:]{1,80}?) ?:(?:\s(.*)|)$/.exec(rest) ?? [];
  if (name === undefined || /["“”«»]/.test(name)) return { sender: null, text: rest };
  return { sender: cleanName(name), text: text ?? "" };
}

/** Takes marks of direction and the `~` before unknown contacts from a name. */
function cleanName(name: string): string {
  return name
    .replace(new RegExp(MARK, "gu"), "")
    .replace(/^[\s\u202f]*~[\s\u202f]*/, "")
    .trim();
}

function plainTime(time: string): string {
  return time.replace(/[\u00a0\u202f]/g, " ");
}
