import { expect, it, vi } from "vitest";
import { LateModule, LateModuleError } from "@/ui/late-module";

it("fetches once for all who ask", async () => {
  const load = vi.fn(async () => "code");
  const module = new LateModule(load);
  expect(await Promise.all([module.get(), module.get()])).toEqual(["code", "code"]);
  expect(load).toHaveBeenCalledOnce();
});

it("asks again after a failure only when told to, and then tells every place that waits", async () => {
  const load = vi.fn(async () => "code").mockRejectedValueOnce(new TypeError("Failed to fetch"));
  const module = new LateModule(load);
  const heard = vi.fn();
  module.onRetry(heard);
  await expect(module.get()).rejects.toThrow(LateModuleError);
  await expect(module.get()).rejects.toThrow("Failed to fetch");
  expect(load).toHaveBeenCalledOnce();
  module.retry();
  expect(heard).toHaveBeenCalledOnce();
  expect(await module.get()).toBe("code");
  expect(load).toHaveBeenCalledTimes(2);
});

it("throws nothing away that arrived, and stops telling who no longer listens", async () => {
  const load = vi.fn(async () => "code");
  const module = new LateModule(load);
  const heard = vi.fn();
  module.onRetry(heard)();
  await module.get();
  module.retry();
  await module.get();
  expect(load).toHaveBeenCalledOnce();
  expect(heard).not.toHaveBeenCalled();
});

it("marks what has arrived as React does, so that it is drawn at once", async () => {
  const module = new LateModule(async () => "code");
  await module.get();
  expect(module.get()).toMatchObject({ status: "fulfilled", value: "code" });
});
