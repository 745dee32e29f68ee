import { afterEach, beforeEach, expect, it, vi } from "vitest";

const bytes = new ArrayBuffer(8);
const good = () => Promise.resolve(new Response(bytes));
const bad = () => Promise.resolve(new Response("Not found", { status: 404 }));
const fetched = vi.fn(good);

/** A module that has fetched nothing yet. */
async function freshFetch() {
  vi.resetModules();
  return (await import("@/engine/plan/wasm/kernel-module")).fetchKernels;
}

beforeEach(() => {
  fetched.mockReset().mockImplementation(good);
  vi.stubGlobal("fetch", fetched);
});
afterEach(() => vi.unstubAllGlobals());

it("fetches a build of the kernels once, so that later runs need no network", async () => {
  const fetchKernels = await freshFetch();
  await fetchKernels("plain-shared");
  fetched.mockRejectedValue(new TypeError("Failed to fetch"));
  expect(await fetchKernels("plain-shared")).toEqual(bytes);
  await expect(fetchKernels("plain-private")).rejects.toThrow("Failed to fetch");
});

it("tries a failed fetch a second time, and again when asked again", async () => {
  const fetchKernels = await freshFetch();
  fetched.mockImplementationOnce(bad);
  expect(await fetchKernels("plain-shared")).toEqual(bytes);
  fetched.mockImplementationOnce(bad).mockImplementationOnce(bad);
  await expect(fetchKernels("plain-private")).rejects.toThrow("404");
  expect(await fetchKernels("plain-private")).toEqual(bytes);
});
