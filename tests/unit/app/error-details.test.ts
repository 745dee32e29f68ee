import { describe, expect, it } from "vitest";
import { errorDetails } from "@/app/error-details";

describe("errorDetails", () => {
  it("name the code, the broken rule and the technical text for a report", () => {
    expect(errorDetails({ code: "internal", detail: "out of memory" })).toBe("Curió: internal: out of memory");
    expect(errorDetails({ code: "weightsRuleBroken", rule: "hole", detail: "w: 8 != 4" })).toBe(
      "Curió: weightsRuleBroken, hole: w: 8 != 4",
    );
  });

  it("are none where the sentence on the page says all", () => {
    expect(errorDetails({ code: "noModel" })).toBeNull();
    expect(errorDetails({ code: "deviceLost", detail: "" })).toBeNull();
  });
});
