// `npm run fuzz`: gives every reader of files all hostile bytes, of which the suite takes a few.
import { spawnSync } from "node:child_process";
import { projectRoot } from "./project-root.mjs";

const files = [
  "tests/unit/corpus/fuzz.test.ts",
  "tests/unit/corpus/chat-cases.test.ts",
  "tests/unit/corpus/text-cases.test.ts",
  "tests/unit/containers/fuzz.test.ts",
];
const { status } = spawnSync("npx", ["vitest", "run", "--project", "unit", ...files, ...process.argv.slice(2)], {
  cwd: projectRoot,
  stdio: "inherit",
  shell: process.platform === "win32",
  env: { ...process.env, CURIO_FUZZ: "long" },
});
process.exitCode = status ?? 1;
