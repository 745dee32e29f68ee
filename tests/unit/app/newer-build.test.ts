import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mainScriptOf } from "@/app/newer-build";

describe("the main script of a page", () => {
  it("is found in the page as written and as built", () => {
    expect(mainScriptOf(readFileSync("index.html", "utf8"))).toBe("/src/main.tsx");
    const built = '<head><script type="module" crossorigin src="./assets/index-B_7s-GXI.js"></script></head>';
    expect(mainScriptOf(built)).toBe("./assets/index-B_7s-GXI.js");
  });

  it("is in no page of someone else, such as a network's log-in", () => {
    expect(mainScriptOf('<script src="login.js"></script>')).toBeNull();
    expect(mainScriptOf("Not found\n")).toBeNull();
  });
});
