import { describe, expect, it, vi } from "vitest";
import { answer } from "@/service-worker/answer";
import type { AnswerPlan } from "@/service-worker/plan-answer";
import { isolationHeaders } from "../../../scripts/security-headers.mjs";

const request = new Request("https://school.example/curio/?seed=3");
const plans: readonly AnswerPlan[] = [
  { from: "network" },
  { from: "cache-first", file: "assets/index-1.js" },
  { from: "network-first", file: "index.html" },
];

function setUp({ host, kept }: { host: Response | Error; kept?: Response }) {
  const fetch = vi.fn(async (_: Request | string, _init?: RequestInit) => {
    if (host instanceof Error) throw host;
    return host;
  });
  const sources = { kept: { find: async () => kept }, fetch, headers: isolationHeaders };
  return { fetch, ask: (plan: AnswerPlan) => answer(request, plan, sources) };
}

describe("an answer", () => {
  it.each(plans)("isolates the page and keeps status, type and body ($from)", async (plan) => {
    const host = new Response("gone", { status: 404, statusText: "Gone", headers: { "Content-Type": "text/html" } });
    const response = await setUp({ host }).ask(plan);
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "text/html",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
      "cross-origin-resource-policy": "same-origin",
    });
    expect([response.status, response.statusText, await response.text()]).toEqual([404, "Gone", "gone"]);
  });

  it("replaces headers of the same name", async () => {
    const host = new Response("", { headers: { "Cross-Origin-Opener-Policy": "unsafe-none" } });
    const response = await setUp({ host }).ask({ from: "network" });
    expect(response.headers.get("cross-origin-opener-policy")).toBe("same-origin");
  });

  it("isolates kept files too", async () => {
    const { ask } = setUp({ host: new TypeError("offline"), kept: new Response("kept") });
    const response = await ask({ from: "network-first", file: "index.html" });
    expect(response.headers.get("cross-origin-embedder-policy")).toBe("require-corp");
    expect(await response.text()).toBe("kept");
  });

  it("hands a redirect over untouched, for the browser to follow", async () => {
    const host = { status: 0, type: "opaqueredirect", ok: false } as Response;
    const { ask } = setUp({ host, kept: new Response("kept") });
    expect(await ask({ from: "network-first", file: "index.html" })).toBe(host);
  });

  it("does not ask the host for a kept file with a hash in its name", async () => {
    const { ask, fetch } = setUp({ host: new Response("host"), kept: new Response("kept") });
    expect(await (await ask({ from: "cache-first", file: "assets/index-1.js" })).text()).toBe("kept");
    expect(fetch).not.toHaveBeenCalled();
  });

  it("shows a new release at once, past the browser's own cache", async () => {
    const { ask, fetch } = setUp({ host: new Response("new"), kept: new Response("kept") });
    expect(await (await ask({ from: "network-first", file: "index.html" })).text()).toBe("new");
    expect(fetch).toHaveBeenCalledWith(request.url, { cache: "no-cache", redirect: request.redirect });
  });

  it("prefers the kept page to a host's failure", async () => {
    const { ask } = setUp({ host: new Response("sorry", { status: 503 }), kept: new Response("kept") });
    expect(await (await ask({ from: "network-first", file: "index.html" })).text()).toBe("kept");
  });

  it("fails as the network does where nothing is kept", async () => {
    await expect(setUp({ host: new TypeError("offline") }).ask(plans[2] as AnswerPlan)).rejects.toThrow("offline");
  });
});
