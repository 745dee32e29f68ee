import { describe, expect, it } from "vitest";
import type { AppError } from "@/domain/errors";
import type { Language } from "@/domain/language";
import { enErrors } from "@/i18n/en/errors";
import { enRefusals } from "@/i18n/en/refusals";
import { errorMessage } from "@/i18n/error-message";
import { numberFormat } from "@/i18n/number-format";
import { ptBrErrors } from "@/i18n/pt-br/errors";
import { ptBrRefusals } from "@/i18n/pt-br/refusals";
import { translate } from "@/i18n/translate";

const told = (language: Language, error: AppError) =>
  errorMessage(language, language === "en" ? enErrors : ptBrErrors, error);

describe("translate", () => {
  it("chooses the plural and groups numbers by language", () => {
    expect(translate("en", "data.flowReady", { count: 1 })).toBe("1 record ready");
    expect(translate("en", "data.flowReady", { count: 43_700 })).toBe("43,700 records ready");
    expect(translate("pt-BR", "data.flowReady", { count: 43_700 })).toBe("43.700 registros prontos");
  });

  it("leaves a place without a value visible", () => {
    expect(translate("en", "data.reading")).toBe("Reading {name}");
  });

  it("puts values in as they are, even when they look like places", () => {
    expect(translate("en", "data.reading", { name: "{name}$&" })).toBe("Reading {name}$&");
  });
});

describe("number formats", () => {
  const en = numberFormat("en");
  const pt = numberFormat("pt-BR");
  it("write small, middling and large numbers", () => {
    expect(en.short(0.001)).toBe("1e-3");
    expect(en.short(0.0015)).toBe("1.5e-3");
    expect(pt.short(0.0015)).toBe("1,5e-3");
    expect(en.short(0)).toBe("0");
    expect(en.short(0.2)).toBe("0.2");
    expect(en.short(148_200)).toBe("148,200");
  });
  it("write shares and bytes", () => {
    expect(pt.percent(0.706)).toBe("70,6\u00a0%");
    expect(en.bytes(600_000)).toBe("600\u00a0kB");
    expect(en.bytes(2_625_923)).toBe("2.6\u00a0MB");
  });
});

describe("error messages", () => {
  const diverged: AppError = {
    code: "diverged",
    step: 1204,
    reason: "lossNotFinite",
    loss: Number.NaN,
    suspect: { setting: "training.learningRate", value: 0.03, better: 0.003 },
    restoredStep: 900,
  };
  it("carry the numbers of the failure and a remedy", () => {
    const { sentence, remedy } = told("en", diverged);
    expect(sentence).toContain("1,204");
    expect(remedy).toContain("3e-3");
    expect(remedy).toContain("900");
  });
  it.each(["en", "pt-BR"] as const)("blame the setting that is to blame in %s", (language) => {
    const suspect = { setting: "training.beta2", value: 0, better: 0.999 } as const;
    const { remedy } = told(language, { ...diverged, suspect });
    expect(remedy).toMatch(/beta 2.*0[.,]999/);
    expect(remedy).not.toMatch(/learning rate|taxa/);
  });
  it.each(["en", "pt-BR"] as const)("leave the technical text out in %s", (language) => {
    const detail = "Unexpected token in JSON";
    const errors: readonly AppError[] = [
      { code: "internal", detail },
      { code: "bundleUnreadable", detail },
      { code: "weightsRuleBroken", rule: "headerJson", detail },
      { code: "loadFailed", name: "a.txt", detail },
      { code: "deviceLost", detail },
      { code: "workerDied", detail },
    ];
    for (const error of errors) {
      const { sentence, remedy } = told(language, error);
      expect(`${sentence} ${remedy}`).not.toContain(detail);
      expect(remedy).toMatch(/\.$/);
    }
  });
  it("say where and why nothing of a file could be read", () => {
    const error = {
      code: "noRecords",
      name: "a.json",
      problems: 3,
      first: { line: 1200, reason: "invalidJson" },
    } as const;
    expect(told("en", error).sentence).toBe(
      "No record of a.json could be read: line 1,200, not valid JSON, and 2 more with problems.",
    );
    expect(told("pt-BR", { ...error, problems: 1 }).sentence).toBe(
      "Nenhum registro de a.json pôde ser lido: linha 1.200, JSON inválido.",
    );
  });
  it("speak the page's language", () => {
    expect(told("pt-BR", diverged).sentence).toContain("1.204");
  });
});

describe("words of models from elsewhere", () => {
  it.each(["en", "pt-BR"] as const)("come with the code that opens them, in %s", (language) => {
    const broken = { code: "modelFileBroken", name: "model.safetensors", rule: "overlap", detail: "at 4" } as const;
    const { sentence, remedy } = told(language, broken);
    expect(sentence).toMatch(/^model\.safetensors .*\(at 4\)\.$/);
    expect(sentence).not.toContain("overlap:");
    expect(remedy).toMatch(/\.$/);
  });
});

describe("refusals", () => {
  it.each([enRefusals, ptBrRefusals])("have several words for every code", (refusals) => {
    for (const texts of Object.values(refusals))
      for (const text of Object.values<string | readonly string[]>(texts).flat()) expect(text).toMatch(/\S \S/);
  });

  it.each(["en", "pt-BR"] as const)("say in %s what exactly is wrong, in words instead of codes", (language) => {
    const { sentence } = told(language, {
      code: "weightsRuleBroken",
      rule: "headerTooLong",
      detail: "9 bytes",
    });
    expect(sentence).not.toContain("headerTooLong");
    const binary = told(language, { code: "fileBinary", name: "a.txt", detected: "binary" }).sentence;
    expect(binary).not.toMatch(/binary,/);
    const named = told(language, { code: "fileBinary", name: "a.txt", detected: "PDF" }).sentence;
    expect(named).toContain("PDF");
    const setting = told(language, { code: "configInvalid", path: "seed", problem: "notAText" }).sentence;
    expect(setting).not.toContain("notAText");
  });
});
