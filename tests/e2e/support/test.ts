// The `test` that every end-to-end suite uses: it watches each page for requests to other origins,
// breaches of the content security policy and uncaught errors, and fails the test that had one.
import { test as base, expect } from "@playwright/test";

/** What a page did that the watcher can see. */
export interface Watch {
  /** Addresses of all requests of the page and its workers. */
  readonly requests: string[];
  readonly problems: string[];
}

export interface ProjectOptions {
  /** Address parameters that choose the backend of this project. */
  backend: string;
}

export const test = base.extend<ProjectOptions & { watch: Watch }>({
  backend: ["", { option: true }],
  watch: [
    async ({ page, baseURL }, use) => {
      const watch: Watch = { requests: [], problems: [] };
      page.on("request", (request) => {
        const address = request.url();
        watch.requests.push(address);
        const local = /^(blob|data|file):/.test(address) || address.startsWith(baseURL ?? "");
        if (!local) watch.problems.push(`request to ${address}`);
      });
      page.on("pageerror", (error) => watch.problems.push(`uncaught ${error.message}`));
      // Workers report their breaches here too.
      page.on("console", (message) => {
        if (/content security policy/i.test(message.text())) watch.problems.push(message.text());
      });
      await use(watch);
      expect(watch.problems, "requests to other origins, policy breaches and uncaught errors").toEqual([]);
    },
    { auto: true },
  ],
});
