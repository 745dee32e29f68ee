// A long part of the clinic that scrolls by itself.
import type { ReactNode } from "react";

/** What scrolls, under a name; the Tab key reaches it, so that arrow keys scroll. */
export function ScrollRegion({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="clinic-scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
