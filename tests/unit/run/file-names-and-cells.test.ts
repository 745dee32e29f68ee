// What somebody typed, as names of files and as cells of tables that leave the page.
import { describe, expect, it } from "vitest";
import { fileName } from "@/domain/file-name";
import { typedCell } from "@/domain/run/table-cell";

describe("the name of a file", () => {
  it.each([
    ["canário-gentil-1", "canário-gentil-1"],
    ["cana\u0301rio", "canário"],
    ['lr 0,001 / adam: "best?" <1> | *', "lr-0-001-adam-best-1"],
    ["../../etc/passwd", "etc-passwd"],
    ["C:\\run\u0000.exe. ", "C-run-exe"],
    ["\u202egnp.exe", "gnp-exe"],
    ["鳥の歌", "鳥の歌"],
    ["CON", "CON_"],
    ["com7", "com7_"],
    ["...", "curio"],
    ["", "curio"],
    ["🐦🐦", "curio"],
    ["x".repeat(500), "x".repeat(60)],
    [`${"x".repeat(59)}𝒳`, "x".repeat(59)],
  ])("of %j is %j", (name, expected) => {
    expect(fileName(name)).toBe(expected);
  });
});

describe("a typed cell", () => {
  it.each([
    ["plain text", "plain text"],
    ['a "b", c', '"a ""b"", c"'],
    ["two\nlines", '"two\nlines"'],
    ["=1+1", "'=1+1"],
    ["  +SUM(A1)", "'  +SUM(A1)"],
    ["-2", "'-2"],
    ["@x", "'@x"],
    ["\t=1", "'\t=1"],
    ["\r=1", '"\'\r=1"'],
    ["=A1,B1", '"\'=A1,B1"'],
    ["＝1", "'＝1"],
    ["a=1", "a=1"],
  ])("of %j is %j", (text, expected) => {
    expect(typedCell(text)).toBe(expected);
  });
});
