// Whether the host serves another build of the page than the one that is open. The main script's name carries a
// hash of its content, so two builds differ in it.

/** Gives the address of the main script that a built page names, null where the text is no such page. */
export function mainScriptOf(html: string): string | null {
  const tag = /<script\b[^>]*\btype="module"[^>]*>/.exec(html)?.[0] ?? "";
  return /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? null;
}

/** Lets many ask at once: whoever asks while an answer is on the way gets that one. */
export function sharingAnswers(ask: () => Promise<boolean>): () => Promise<boolean> {
  let coming: Promise<boolean> | null = null;
  return () => {
    coming ??= ask().finally(() => {
      coming = null;
    });
    return coming;
  };
}

/** Asks the host for its page; false where it gives none, or the one that is open. */
export async function isOutdated(): Promise<boolean> {
  const open = document.querySelector('script[type="module"][src]')?.getAttribute("src") ?? null;
  try {
    const response = await fetch(new URL("./", document.baseURI), { cache: "no-cache" });
    const offered = response.ok ? mainScriptOf(await response.text()) : null;
    return offered !== null && offered !== open;
  } catch {
    return false;
  }
}
