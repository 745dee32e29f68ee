// Answers a request as planned, with the headers that isolate the page.
import type { BuiltPage } from "./built-page";
import type { KeptFiles } from "./kept-files";
import type { AnswerPlan } from "./plan-answer";
import { withHeaders } from "./with-headers";

/** What answers are made from. */
export interface AnswerSources {
  readonly kept: Pick<KeptFiles, "find">;
  readonly fetch: (request: Request | string, init?: RequestInit) => Promise<Response>;
  readonly headers: BuiltPage["headers"];
}

/** Gives the answer; fails as the network does where no file is kept. */
export async function answer(request: Request, plan: AnswerPlan, sources: AnswerSources): Promise<Response> {
  return withHeaders(await find(request, plan, sources), sources.headers);
}

async function find(request: Request, plan: AnswerPlan, { kept, fetch }: AnswerSources): Promise<Response> {
  switch (plan.from) {
    case "network":
      return fetch(request);
    case "cache-first":
      return (await kept.find(plan.file)) ?? fetch(request);
    case "network-first": {
      try {
        // Asked for by address, since older browsers refuse options beside a request for a page.
        const response = await fetch(request.url, { cache: "no-cache", redirect: request.redirect });
        if (response.ok || response.type === "opaqueredirect") return response;
        return (await kept.find(plan.file)) ?? response;
      } catch (error) {
        const response = await kept.find(plan.file);
        if (response === undefined) throw error;
        return response;
      }
    }
  }
  return plan satisfies never;
}
