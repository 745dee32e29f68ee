// Which settings mend what the data clinic finds.
import { describe, expect, it } from "vitest";
import { examine } from "@/domain/clinic/examine";
import { getByPath, setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import { parameters } from "@/domain/config/parameters";
import { checkSetting } from "@/domain/config/setting-value";
import { mendOf } from "@/features/clinic/finding-mends";
import { finish } from "../support/finish";
import { corpusConfig, corpusOf, tokenConfig } from "../windows/fixtures";

const records = ["ana@x.com", "zero\u200bwidth", "no\u00a0break", "pаypal", "one", "one", "q\u0007", "\ue000\ufffd"];
const corpus = corpusOf(records);
const tokens = { ...tokenConfig, validationShare: 0.3 };
const diagnosis = finish(examine({ corpus, corpusConfig, tokens, seed: "a", tokenizer: null }));

describe("the data clinic", () => {
  it("mends each find by a setting that takes the value", () => {
    for (const { kind } of diagnosis.findings) {
      const { path, value } = mendOf(kind, "pt-BR");
      expect(checkSetting(parameters[path], value)).toEqual({ ok: true, value, adjusted: false });
      const mended = setByPath(defaultConfig, path, value as never);
      expect(getByPath(mended, path)).toBe(value);
      expect(parameters[path].restsBecause(mended)).toBeNull();
    }
  });
});
