// Fails on what no lint rule can see: words that must not stand in a room of the source, and, in the built
// page (`--built`), foreign addresses and React's development form. Comments may say anything.
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { listFiles } from "./list-files.mjs";
import { projectRoot } from "./project-root.mjs";

/** @typedef {{ folder: string, pattern: RegExp, reason: string }} Rule */

/** @type {Rule[]} */
const SOURCE_RULES = [
  {
    folder: "src",
    pattern: /dangerouslySetInnerHTML|\.(inner|outer)HTML\b|insertAdjacentHTML/,
    reason: "text is data",
  },
  { folder: "src", pattern: /\bmultinomial\s*\(/, reason: "tfjs draws token 0 on WebGPU; sample on plain arrays" },
  { folder: "src", pattern: /\bMath\s*(\.|\[\s*["'`])\s*random\b/, reason: "randomness comes from domain/random.ts" },
  { folder: "src", pattern: /\bnew\s+Function\s*\(|\beval\s*\(/, reason: "the policy forbids code from text" },
  { folder: "src", pattern: /https?:\/\/(?!www\.w3\.org\/)/, reason: "nothing leaves the origin" },
  {
    folder: "src",
    pattern: /\.sendBeacon\b|\bXMLHttpRequest\b|\bnew\s+WebSocket\b/,
    reason: "nothing leaves the origin",
  },
  {
    folder: "src",
    pattern: /\btitle=\{[^}]*\b(help|lock|\w*[rR]eason)\b/,
    reason: "no finger reads a tooltip; give an Explanation, or a Button its reason",
  },
  { folder: "src/engine", pattern: /\.(dataSync|arraySync)\s*\(/, reason: "waiting for the device blocks the worker" },
  {
    folder: "src/domain",
    pattern: /\bDate\s*\.\s*now\b|\bnew\s+Date\s*\(\s*\)|\bperformance\s*\.\s*now\b/,
    reason: "the domain is pure",
  },
];

/** Hosts whose addresses stand in libraries' messages, shader comments and namespaces and are never fetched. */
const INERT_HOSTS = new Set([
  "arxiv.org",
  "bit.ly",
  "emscripten.org",
  "en.wikipedia.org",
  "example.com",
  "foo.bar",
  "github.com",
  "js.tensorflow.org",
  "ns.adobe.com",
  "react.dev",
  "redux-toolkit.js.org",
  "redux.js.org",
  "www.shadertoy.com",
  "www.w3.org",
  "www.xfa.org",
]);

/**
 * Blanks comments between slash and star out, as licence notices in built files are.
 * @param {string} source
 */
function withoutBlockComments(source) {
  return source.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "));
}

/**
 * Blanks all comments out, keeping line numbers; a `//` inside an address is no comment.
 * @param {string} source
 */
function withoutComments(source) {
  return withoutBlockComments(source).replace(/(^|[^:"'`\\])\/\/.*$/gm, "$1");
}

/** Gives one message for each forbidden word in the source. */
function checkSource() {
  return SOURCE_RULES.flatMap(({ folder, pattern, reason }) =>
    listFiles(join(projectRoot, folder))
      .filter((path) => /\.(ts|tsx|mjs|css)$/.test(path))
      .map((path) => ({ name: relative(projectRoot, path).replaceAll("\\", "/"), path }))
      .flatMap(({ name, path }) =>
        withoutComments(readFileSync(path, "utf8"))
          .split("\n")
          .flatMap((line, index) => (pattern.test(line) ? [`${name}:${index + 1}: ${line.trim()} (${reason})`] : [])),
      ),
  );
}

/** Gives one message for each address of an unknown host in the built page, and for each file made for developing. */
function checkBuilt() {
  const files = listFiles(join(projectRoot, "dist")).filter((path) => /\.(js|css|html)$/.test(path));
  if (files.length === 0) return ["dist/: expected a built page, got no files"];
  return files.flatMap((path) => {
    const text = withoutBlockComments(readFileSync(path, "utf8"));
    const name = relative(projectRoot, path);
    const foreign = [...text.matchAll(/https?:\/\/([\w.-]+)[^\s"'`)\\]*/g)]
      .filter(([, host]) => !INERT_HOSTS.has(host ?? ""))
      .map(([address]) => `${name}: ${address} (nothing leaves the origin)`);
    return /\bjsxDEV\b/.test(text) ? [...foreign, `${name}: jsxDEV (built for developing, slow)`] : foreign;
  });
}

const messages = process.argv.includes("--built") ? checkBuilt() : checkSource();
for (const message of messages) console.error(message);
console.log(`${messages.length} forbidden patterns`);
process.exitCode = messages.length > 0 ? 1 : 0;
