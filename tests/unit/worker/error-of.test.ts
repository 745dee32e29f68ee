import { describe, expect, it } from "vitest";
import { NumbersNotFinite } from "@/domain/stored-tensor";
import { DeviceFailure } from "@/engine/device-failure";
import { StateGone } from "@/engine/state-gone";
import { errorOf } from "@/worker/error-of";

describe("what was thrown", () => {
  it.each([
    [new DeviceFailure("no helper came"), "deviceLost"],
    [new DOMException("mapping ended", "AbortError"), "deviceLost"],
    [new DOMException("no device", "OperationError"), "deviceLost"],
    [new DOMException("not cloned", "DataCloneError"), "internal"],
    [new Error("the key was lost, an AbortError destroyed it"), "internal"],
    ["a text", "internal"],
  ])("%o is %s by its class, not by its words", (thrown, code) => {
    expect(errorOf(thrown)).toMatchObject({ code });
  });

  it("names weights that are no finite numbers where a file brought them", () => {
    const names = ["h.0.ln_1.weight"];
    expect(errorOf(new NumbersNotFinite("ours", names[0]))).toEqual({ code: "weightsNotFinite", names });
    expect(errorOf(new NumbersNotFinite("ours", null))).toEqual({ code: "logitsNotFinite" });
  });

  it.each(["written", "closed"] as const)("tells weights that were %s while they were read from a busy run", (end) => {
    expect(errorOf(new StateGone("newest", end))).toEqual({ code: "weightsMoved", end });
  });
});
