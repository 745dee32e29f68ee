// Names of a chat replaced by P1, P2, … in the order in which they first write: before messages, and inside them
// wherever a whole name, a first name or a mentioned number stands. The same names in every language of the page,
// so that a run does not depend on it.

/** Replaces the names of the people of one chat. */
export interface NameReplacer {
  /** Gives what stands for a sender. */
  nameOf(sender: string): string;
  /** Replaces the names that a text mentions. */
  replaceIn(text: string): string;
}

/** A way in which a person is called, in lower case from its first letter or digit on. */
interface Mention {
  /** Signs before the first letter or digit, such as the `+` of a number. */
  readonly prefix: string;
  readonly body: string;
  readonly replaced: string;
}

/** Shortest first name that is looked for inside messages. */
const SHORTEST_NAME = 3;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Creates a replacer for the senders in order of appearance. */
export function createNameReplacer(senders: Iterable<string>): NameReplacer {
  const byName = new Map<string, string>();
  const byWord = new Map<string, Mention[]>();
  for (const sender of senders) {
    if (byName.has(sender)) continue;
    const replaced = `P${byName.size + 1}`;
    byName.set(sender, replaced);
    for (const called of mentionsOf(sender)) addMention(byWord, called, replaced);
  }
  for (const mentions of byWord.values()) mentions.sort((first, second) => second.body.length - first.body.length);
  return {
    nameOf: (sender) => byName.get(sender) ?? sender,
    replaceIn: (text) => replaceMentions(text, byWord),
  };
}

function addMention(byWord: Map<string, Mention[]>, called: string, replaced: string): void {
  const [word] = called.toLowerCase().match(WORD) ?? [];
  if (word === undefined) return;
  const at = called.toLowerCase().indexOf(word);
  const mention = { prefix: called.slice(0, at), body: called.slice(at).toLowerCase(), replaced };
  const mentions = byWord.get(word) ?? [];
  if (!mentions.some(({ body }) => body === mention.body)) byWord.set(word, [...mentions, mention]);
}

function replaceMentions(text: string, byWord: ReadonlyMap<string, readonly Mention[]>): string {
  let result = "";
  let done = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (index < done) continue;
    const mention = byWord.get(word.toLowerCase())?.find(({ body }) => standsAt(text, index, body));
    if (mention === undefined) continue;
    const before = text.slice(done, index);
    result += before.endsWith(mention.prefix) ? before.slice(0, before.length - mention.prefix.length) : before;
    result += mention.replaced;
    done = index + mention.body.length;
  }
  return result + text.slice(done);
}

/** Tells whether a name stands whole at a place of the text. */
function standsAt(text: string, index: number, body: string): boolean {
  if (text.slice(index, index + body.length).toLowerCase() !== body) return false;
  return !/^[\p{L}\p{M}\p{N}]/u.test(text.slice(index + body.length, index + body.length + 2));
}

/** Gives the ways in which a person is called: the whole name, the first name, a number as mentions write it. */
function mentionsOf(sender: string): string[] {
  const [first = ""] = /^[\p{L}\p{M}]+/u.exec(sender) ?? [];
  const digits = /^\+?[\d\s().-]{8,}$/.test(sender) ? sender.replace(/\D/g, "") : "";
  return [sender, first, digits].filter((mention) => mention === sender || mention.length >= SHORTEST_NAME);
}
