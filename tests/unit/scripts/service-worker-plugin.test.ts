import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeBuild } from "../../../scripts/service-worker-plugin.mjs";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "curio-build-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), "<p>page</p>");
  writeFileSync(join(folder, "assets", "a-1.js"), "1");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the description of a build", () => {
  it("lists every file with its integrity, and not the service worker itself", () => {
    writeFileSync(join(folder, "service-worker.js"), "old");
    const { files } = describeBuild(folder);
    expect(Object.keys(files)).toEqual(["assets/a-1.js", "index.html"]);
    expect(files["assets/a-1.js"]).toBe(`sha256-${createHash("sha256").update("1").digest("base64")}`);
  });

  it("has another version when any file changes, and the same when none does", () => {
    const { version } = describeBuild(folder);
    expect(describeBuild(folder).version).toBe(version);
    writeFileSync(join(folder, "assets", "a-1.js"), "2");
    expect(describeBuild(folder).version).not.toBe(version);
  });
});
