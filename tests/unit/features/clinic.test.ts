// Which settings mend what the data clinic finds.
import { describe, expect, it } from "vitest";
import { examine } from "@/domain/clinic/examine";
import { getByPath, setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import { parameters } from "@/domain/config/parameters";
import type { CorpusConfig } from "@/domain/config/run-config";
import { checkSetting } from "@/domain/config/setting-value";
import { buildCorpus } from "@/domain/corpus/build-corpus";
import { mendOf } from "@/features/clinic/finding-mends";
import { expectValue, readText } from "../corpus/support";
import { finish } from "../support/finish";
import { corpusConfig, tokenConfig } from "../windows/fixtures";

const records = ["ana@x.com", "zero\u200bwidth", "no\u00a0break", "pаypal", "one", "one", "q\u0007", "\ue000\ufffd"];
const tokens = { ...tokenConfig, validationShare: 0.3 };
const lines = records.map((record) => JSON.stringify(record)).join("\n");
const source = expectValue(readText("a.jsonl", lines, corpusConfig));

function diagnose(config: CorpusConfig) {
  const corpus = expectValue(finish(buildCorpus(source, config)));
  return finish(examine({ corpus, corpusConfig: config, tokens, seed: "a", tokenizer: null }));
}

describe("the data clinic", () => {
  it("mends each find by a setting that takes the value, and then finds it no more", () => {
    const { findings } = diagnose(corpusConfig);
    expect(findings.length).toBeGreaterThan(7);
    for (const { kind } of findings) {
      const { path, value } = mendOf(kind, "pt-BR");
      expect(checkSetting(parameters[path], value)).toEqual({ ok: true, value, adjusted: false });
      const mended = setByPath({ ...defaultConfig, corpus: corpusConfig }, path, value as never);
      expect(getByPath(mended, path)).toBe(value);
      expect(parameters[path].restsBecause(mended)).toBeNull();
      expect(diagnose(mended.corpus).findings.map((finding) => finding.kind)).not.toContain(kind);
    }
  });
});
