import { describe, expect, it } from "vitest";
import { DeviceFailure } from "@/engine/device-failure";
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
});
