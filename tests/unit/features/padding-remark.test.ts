import { describe, expect, it } from "vitest";
import { paddingRemark, withRemark } from "@/features/padding-remark";
import { createText } from "@/i18n/use-text";

const remark = (train: number | null, validation: number | null) =>
  paddingRemark(createText("en"), { train, validation });

describe("the remark on padding", () => {
  it("names the share once, or both where the parts differ", () => {
    expect(remark(0.35602, 0.35554)).toBe("counts padding, 35.6\u00a0% of the targets");
    expect(remark(0.246, 0.248)).toBe("counts padding, 25\u00a0% of the targets");
    expect(remark(0.36, 0.3)).toBe("counts padding, 30\u00a0% to 36\u00a0% of the targets");
    expect(remark(0.69, null)).toBe("counts padding, 69\u00a0% of the targets");
    expect(paddingRemark(createText("pt-BR"), { train: 0.356, validation: null })).toBe(
      "conta o preenchimento, 35,6\u00a0% dos alvos",
    );
  });

  it("never writes some as none, and none as some", () => {
    expect(remark(0.00002, 0)).toBe("counts padding, 0\u00a0% to 0.002\u00a0% of the targets");
    expect(remark(0.003, 0)).toBe("counts padding, 0\u00a0% to 0.3\u00a0% of the targets");
    expect(remark(0.00002, null)).toBe("counts padding, 0.002\u00a0% of the targets");
    expect(remark(null, null)).toBe("counts padding");
    expect(paddingRemark(createText("en"), null)).toBeNull();
  });

  it("follows the phrase that names the figures", () => {
    expect(withRemark("surprise", remark(0.5, null))).toBe("surprise; counts padding, 50\u00a0% of the targets");
    expect(withRemark("surprise", null)).toBe("surprise");
  });
});
