import { describe, expect, it } from "vitest";
import { planAnswer } from "@/service-worker/plan-answer";

const home = new URL("https://school.example/courses/curio/");
const files = { "index.html": "sha256-a", "assets/index-1.js": "sha256-b", "datasets/poemas.txt": "sha256-c" };

function plan(path: string, method = "GET", headers: Record<string, string> = {}) {
  return planAnswer({ method, url: new URL(path, home).href, headers: new Headers(headers) }, home, files);
}

describe("the plan for an answer", () => {
  it.each(["./", "./index.html", "./?preset=poema-gru&seed=3"])("asks the host for the page first at %s", (path) => {
    expect(plan(path)).toEqual({ from: "network-first", file: "index.html" });
  });

  it("takes files with a hash in their name from the cache", () => {
    expect(plan("assets/index-1.js")).toEqual({ from: "cache-first", file: "assets/index-1.js" });
  });

  it("asks the host first for files whose name stays from release to release", () => {
    expect(plan("datasets/poemas.txt")).toEqual({ from: "network-first", file: "datasets/poemas.txt" });
  });

  it.each(["assets/index-2.js", "poema.txt", "/", "/other/assets/index-1.js", "constructor"])(
    "never looks into the cache for %s, which the build did not make",
    (path) => {
      expect(plan(path)).toEqual({ from: "network" });
    },
  );

  it("never answers a part of a file with the whole", () => {
    expect(plan("assets/index-1.js", "GET", { Range: "bytes=0-9" })).toEqual({ from: "network" });
  });

  it.each([
    ["POST", "./"],
    ["HEAD", "assets/index-1.js"],
    ["GET", "https://elsewhere.example/courses/curio/assets/index-1.js"],
    ["GET", "http://school.example/courses/curio/"],
  ])("leaves %s %s to the browser", (method, path) => {
    expect(plan(path, method)).toBeNull();
  });
});
