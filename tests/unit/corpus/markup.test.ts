import { describe, expect, it } from "vitest";
import { removeMarkup } from "@/domain/corpus/markup";

describe("removing markup", () => {
  it.each([
    ["A <b>bold</b> word", "A bold word", 2],
    ["One.<br>Two.<BR/> Three.", "One. Two. Three.", 2],
    ["<p class='x'>One.</p>\n<p>Two.</p>", " One. Two. ", 4],
    ["<user>Oi!<assistant>2 < 3 and a<b", "<user>Oi!<assistant>2 < 3 and a<b", 0],
    ["x<!-- note -->y<img src=\"a.png\" alt='b'>z", "xyz", 2],
    ["plain", "plain", 0],
  ])("takes HTML's tags out of %j and leaves the rest", (text, unmarked, count) => {
    expect(removeMarkup(text)).toEqual({ text: unmarked, count });
  });
});
