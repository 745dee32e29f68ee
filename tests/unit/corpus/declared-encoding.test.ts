// What a page or an XML text says of its own encoding counts where its bytes allow it.
import { describe, expect, it } from "vitest";
import { expectValue, readBytes } from "./support";

describe("the encoding that a page declares", () => {
  const russian = [..."Маленький кот сидит"].map((sign) => (sign === " " ? 32 : (sign.codePointAt(0) ?? 0) - 0x350));
  const declaring = (declaration: string, content: readonly number[], before = "") =>
    expectValue(
      readBytes(
        "a.html",
        Uint8Array.from([...new TextEncoder().encode(declaration + before), ...content]),
        {},
        undefined,
        () => ["koi8-r"],
      ),
    );

  it.each([
    ["<meta charset='windows-1251'>", "windows-1251"],
    ['<?xml version="1.0" encoding="WINDOWS-1251"?><html>', "windows-1251"],
    ['<!doctype html><meta http-equiv="Content-Type" content="text/html; charset=cp1251">', "windows-1251"],
    ["<!-- <meta charset=windows-1251> --><html>", "koi8-r"],
    ["<meta charset=utf-8>", "koi8-r"],
    ["<meta charset=klingon>", "koi8-r"],
    ["charset=windows-1251 ", "koi8-r"],
  ])("is believed of %s where it may be", (declaration, encoding) => {
    for (const before of ["", " ".repeat(70_000)]) {
      const source = declaring(declaration, russian, before);
      expect(source.facts.encoding).toBe(encoding);
      if (encoding === "windows-1251") expect(source).toMatchObject({ text: "Маленький кот сидит\n" });
    }
  });

  it("is not believed where bytes contradict it, and leaves a choice", () => {
    const utf8 = [...new TextEncoder().encode("Coração")];
    expect(declaring("<meta charset=windows-1251>", utf8).facts.encoding).toBe("utf-8");
    expect(declaring("<meta charset=euc-kr>", [0xff, 0xfe, 32, 0xe1]).facts.encoding).toBe("koi8-r");
    const { encodings } = declaring("<meta charset=windows-1251>", russian).facts;
    expect(encodings.map(({ encoding }) => encoding)).toEqual(["windows-1251", "koi8-r"]);
  });
});
