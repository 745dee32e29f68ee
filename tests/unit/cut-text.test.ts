import { expect, it } from "vitest";
import { cutText } from "@/domain/cut-text";

it("a cut text ends between characters", () => {
  expect(cutText("abc", 3)).toBe("abc");
  expect(cutText("abcd", 3)).toBe("abc");
  expect(cutText("ab🦜", 3)).toBe("ab");
  expect(cutText("ab🦜", 4)).toBe("ab🦜");
  expect(cutText("👩‍🚀!", 4)).toBe("👩");
  expect(cutText("👩‍🚀!", 3)).toBe("👩");
});
