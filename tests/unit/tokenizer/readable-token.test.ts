import { expect, it } from "vitest";
import { BYTE_CHARACTERS } from "@/domain/tokenizer/byte-alphabet";
import { readableBytes } from "@/domain/tokenizer/readable-token";

const letters = (...bytes: number[]) => bytes.map((byte) => BYTE_CHARACTERS[byte]).join("");

it.each([
  ["whole characters", letters(0x20, 0x63, 0xc3, 0xb3), " có"],
  ["half a character behind a whole one", letters(0x69, 0xc3), "i‹C3›"],
  ["the rest of one before others", letters(0xb3, 0x20, 0x61), "‹B3› a"],
  ["three bytes of four", letters(0xf0, 0x9f, 0xa6), "‹F09FA6›"],
  ["no letters of bytes", "中", "中"],
])("%s can be read", (_, token, readable) => {
  expect(readableBytes(token)).toBe(readable);
});
