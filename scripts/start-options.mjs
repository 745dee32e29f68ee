// The command line of `npm start`.
import { parseArgs } from "node:util";

/** @typedef {{ port: number, host: string }} StartOptions */

const FIRST_PORT = 4173;
/** What `--host` alone means: every address of this machine. */
const EVERY_ADDRESS = "0.0.0.0";

/** What every refusal closes with. */
const USAGE = "npm start -- [--port 1 to 65535] [--host ADDRESS]";

/**
 * Reads the words behind `npm start --`; gives the options, or one sentence that says what is wrong and what is right.
 * @param {readonly string[]} words
 * @returns {{ ok: true, value: StartOptions } | { ok: false, problem: string }}
 */
export function readStartOptions(words) {
  const options = /** @type {const} */ ({ port: { type: "string" }, host: { type: "string" } });
  try {
    const { values } = parseArgs({ args: words.map(withHost), options });
    const port = Number(values.port ?? FIRST_PORT);
    if (Number.isInteger(port) && port >= 1 && port <= 65_535)
      return { ok: true, value: { port, host: values.host ?? "localhost" } };
    return { ok: false, problem: `--port takes a number from 1 to 65535, got ${values.port}. Use ${USAGE}` };
  } catch (error) {
    // Node's first sentence names the word; its others are for programmers.
    const [sentence] = String(error instanceof Error ? error.message : error).split(/\. |\n/);
    return { ok: false, problem: `${sentence}. Use ${USAGE}` };
  }
}

/**
 * Gives a bare `--host` its meaning.
 * @param {string} word
 * @param {number} index
 * @param {readonly string[]} words
 */
function withHost(word, index, words) {
  const next = words[index + 1];
  return word === "--host" && (next === undefined || next.startsWith("-")) ? `--host=${EVERY_ADDRESS}` : word;
}
