import { expect, it } from "vitest";
import { shortenText } from "@/domain/shorten-text";

it("a cut text ends between characters", () => {
  expect(shortenText("abc", 3)).toBe("abc");
  expect(shortenText("abcd", 3)).toBe("abc");
  expect(shortenText("ab🦜", 3)).toBe("ab");
  expect(shortenText("ab🦜", 4)).toBe("ab🦜");
  expect(shortenText("👩‍🚀!", 4)).toBe("👩");
  expect(shortenText("👩‍🚀!", 3)).toBe("👩");
});
