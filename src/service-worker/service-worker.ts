// The service worker: isolates the page on hosts that send no headers, and opens it without a network.
// A new one takes over when no tab holds the old page, so that no page loses files it has yet to load.
import { answer } from "./answer";
import type { BuiltPage } from "./built-page";
import { createKeptFiles } from "./kept-files";
import { planAnswer } from "./plan-answer";
import { KEEP_BUILT_FILES } from "./protocol";

declare const self: ServiceWorkerGlobalScope;
// The build puts the value here.
declare const BUILT_PAGE: BuiltPage;

const home = new URL("./", self.location.href);
const kept = createKeptFiles({ caches: self.caches, fetch: (address, init) => fetch(address, init) }, home, BUILT_PAGE);
const sources = { kept, fetch: self.fetch.bind(self), headers: BUILT_PAGE.headers };

self.addEventListener("fetch", (event) => {
  const plan = planAnswer(event.request, home, BUILT_PAGE.files);
  if (plan !== null) event.respondWith(answer(event.request, plan, sources));
});

self.addEventListener("message", (event) => {
  if (event.data === KEEP_BUILT_FILES) event.waitUntil(kept.keep());
});
