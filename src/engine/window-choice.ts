// Whether attention can read its whole window anew for each character fast enough on this device.
import type { FormChoice } from "@/domain/inference/cached-decoder";
import type { WindowChoice } from "@/domain/sampling/sampling-config";

/** Characters a second that the exact form must write to be chosen by itself. */
const EXACT_FROM = 200;
/** Milliseconds that one of them may take. */
const MOST_MILLISECONDS = 1000 / EXACT_FROM;
/** The first reads are slower: code is compiled and caches are cold. */
const WARM_UPS = 2;
const MEASUREMENTS = 3;
/** A read so many times too slow will not become fast enough. */
const HOPELESS = 10;

/** Gives the form asked for; "auto" measures, by `now` in milliseconds, whether the exact one is fast enough. */
export function chooseWindowForm(wanted: WindowChoice, now: () => number): FormChoice {
  if (wanted !== "auto") return () => wanted;
  return (contextLength, read) => {
    const measure = (tokens: number): number => {
      const begun = now();
      read(tokens);
      return now() - begun;
    };
    read(1);
    // Where one token alone takes so long, a whole window would hold everything up.
    if (measure(1) > MOST_MILLISECONDS) return "fast";
    for (let count = 0; count < WARM_UPS; count++) {
      if (measure(contextLength) > HOPELESS * MOST_MILLISECONDS) return "fast";
    }
    let total = 0;
    for (let count = 0; count < MEASUREMENTS; count++) total += measure(contextLength);
    return total / MEASUREMENTS <= MOST_MILLISECONDS ? "exact" : "fast";
  };
}
