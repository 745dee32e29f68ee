import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mainScriptOf, sharingAnswers } from "@/app/newer-build";

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

describe("a question that many parts ask", () => {
  it("is asked once while its answer is on the way, and anew after it", async () => {
    const answers: ((answer: boolean) => void)[] = [];
    const ask = sharingAnswers(() => new Promise((resolve) => answers.push(resolve)));
    const both = Promise.all([ask(), ask()]);
    expect(answers).toHaveLength(1);
    answers[0]?.(true);
    expect(await both).toEqual([true, true]);
    const later = ask();
    expect(answers).toHaveLength(2);
    answers[1]?.(false);
    expect(await later).toBe(false);
  });
});
