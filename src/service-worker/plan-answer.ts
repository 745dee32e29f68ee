// Decides where the answer to a request comes from. Pure: it neither fetches nor looks into a cache.
import { type BuiltPage, fileAt } from "./built-page";

/** The parts of a request that the decision needs. */
export interface RequestFacts {
  readonly method: string;
  readonly url: string;
  readonly headers: Pick<Headers, "has">;
}

/** Where an answer comes from; only built files are ever looked for in the cache. */
export type AnswerPlan =
  | { readonly from: "cache-first"; readonly file: string }
  | { readonly from: "network-first"; readonly file: string }
  | { readonly from: "network" };

/** The folder of the files whose names carry a hash of their content, as the bundler calls it. */
const HASHED_FOLDER = "assets/";

/** Gives the plan for a request of a page in `home`; null leaves it to the browser. */
export function planAnswer(request: RequestFacts, home: URL, files: BuiltPage["files"]): AnswerPlan | null {
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== home.origin) return null;
  const file = fileAt(address, home, files);
  // A cached answer is whole; who asks for a part must get that part.
  if (file === null || request.headers.has("range")) return { from: "network" };
  // Under a name without a hash, the next release may stand there already.
  return { from: file.startsWith(HASHED_FOLDER) ? "cache-first" : "network-first", file };
}
