// The tokenisation "13a" of mteval-v13a.pl, as sacreBLEU 2 does it: punctuation apart, numbers whole.
import { splitAtSpace, trimmedAtEnd } from "./python-space";

const entities = [
  ["&quot;", '"'],
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
] as const;

/** What is done to a line, in this order. */
const rules = [
  // Signs of ASCII other than full stop, comma, hyphen and apostrophe.
  [/([{-~[-` -&(-+:-@/])/g, " $1 "],
  // A full stop or comma, unless a digit stands before it.
  [/([^0-9])([.,])/gu, "$1 $2 "],
  // A full stop or comma, unless a digit stands behind it.
  [/([.,])([^0-9])/gu, " $1 $2"],
  // A hyphen behind a digit.
  [/([0-9])(-)/g, "$1 $2 "],
] as const;

/** Splits a text into the tokens that BLEU counts. */
export function tokenize13a(text: string): readonly string[] {
  let line = trimmedAtEnd(text).replaceAll("<skipped>", "").replaceAll("-\n", "").replaceAll("\n", " ");
  for (const [entity, character] of entities) line = line.replaceAll(entity, character);
  line = ` ${line} `;
  for (const [found, put] of rules) line = line.replace(found, put);
  return splitAtSpace(line);
}
