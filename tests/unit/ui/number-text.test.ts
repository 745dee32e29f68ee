import { describe, expect, it } from "vitest";
import { parseNumberText } from "@/ui/number-text";

describe("parseNumberText", () => {
  it.each(["1e-3", "0,001", "0.001", " 1E-3 ", "+0.001", ".001"])(
    "reads %s as one thousandth in both languages",
    (text) => {
      expect(parseNumberText(text, ".")).toBe(0.001);
      expect(parseNumberText(text, ",")).toBe(0.001);
    },
  );

  it.each([
    ["1,024", 1024, 1.024],
    ["1.024", 1.024, 1024],
    ["1,5", 1.5, 1.5],
    ["1.5", 1.5, 1.5],
    ["0.125", 0.125, 0.125],
    ["0,125", 0.125, 0.125],
    ["12,345", 12345, 12.345],
  ])("reads %s by the reader's language only where it is ambiguous", (text, english, portuguese) => {
    expect(parseNumberText(text, ".")).toBe(english);
    expect(parseNumberText(text, ",")).toBe(portuguese);
  });

  it.each([
    ["1,234.5", 1234.5],
    ["1.234,5", 1234.5],
    ["4,633,313", 4633313],
    ["4.633.313", 4633313],
    ["148 200", 148200],
    ["−3", -3],
    ["32 tokens", 32],
    ["11.9 ms", 11.9],
  ])("reads %s alike in both languages", (text, value) => {
    expect(parseNumberText(text, ".")).toBe(value);
    expect(parseNumberText(text, ",")).toBe(value);
  });

  it.each(["", " ", "-", ".", "e3", "1e", "abc", "1-2", "Infinity", "NaN", "0x10", "1..2.x"])("refuses %j", (text) => {
    expect(parseNumberText(text, ".")).toBeNull();
    expect(parseNumberText(text, ",")).toBeNull();
  });
});
