// `npm run accidents`: the accidents of tests/e2e/accidents.spec.ts, each kind many times, with what they cost.
import { spawnSync } from "node:child_process";
import { projectRoot } from "./project-root.mjs";

const { status } = spawnSync(
  "npx",
  ["playwright", "test", "accidents.spec", "--project", "cpu", ...process.argv.slice(2)],
  {
    cwd: projectRoot,
    stdio: "inherit",
    shell: process.platform === "win32",
    env: { ...process.env, CURIO_ACCIDENTS: "long" },
  },
);
process.exitCode = status ?? 1;
