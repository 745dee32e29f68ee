// Tells what of the page's address was not taken as it stands, all of it in one notice a kind.
import type { ConfigNotice } from "@/domain/config/config-problem";
import type { NoticeState } from "@/state/notice-store";

/** Tells of further parts of the address, beside those told before. */
export type AddressTeller = (found: readonly ConfigNotice[]) => void;

/** Creates a teller that remembers what it has told, as the address is checked in more than one go. */
export function createAddressTeller({ notify }: Pick<NoticeState, "notify">): AddressTeller {
  const problems: string[] = [];
  const remedies: string[] = [];
  return (found) => {
    if (found.length === 0) return;
    problems.push(...found.map(problemText));
    notify("addressIgnored", { parameters: problems.join(", ") });
    const commas = found.filter((notice) => notice.kind === "decimalComma");
    if (commas.length === 0) return;
    remedies.push(...commas.map(({ path, remedy }) => `${path}=${remedy}`));
    notify("addressComma", { parameters: remedies.join(", ") });
  };
}

function problemText(notice: ConfigNotice): string {
  switch (notice.kind) {
    case "unknownSetting":
      return notice.path;
    case "badValue":
    case "decimalComma":
      return `${notice.path}=${notice.given}`;
    case "adjusted":
      return `${notice.path}=${notice.given} → ${notice.used}`;
  }
  return notice satisfies never;
}
