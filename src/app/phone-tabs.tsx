// On phones the three columns are three tabs; the address' fragment says which one shows.
import { latestOf } from "@/domain/run/run-figures";
import { useText } from "@/i18n/use-text";
import { useRun } from "@/state/use-app";
import { Icon, type IconName } from "@/ui/icon";
import { type Tab, useTab } from "./use-tab";

const tabs = [
  { id: "setup", icon: "tune", key: "shell.setUp" },
  { id: "train", icon: "curve", key: "shell.train" },
  { id: "sample", icon: "note", key: "shell.sample" },
] as const satisfies readonly { id: Tab; icon: IconName; key: string }[];

/** The tab bar at the foot of a phone's window. */
export function PhoneTabs() {
  const text = useText();
  const current = useTab();
  return (
    <nav className="tabs" aria-label={text.t("shell.sections")}>
      {tabs.map((tab) => (
        <a key={tab.id} href={`#${tab.id}`} aria-current={tab.id === current ? "page" : undefined}>
          <Icon name={tab.icon} size={20} />
          <span>
            {text.t(tab.key)}
            {tab.id === "train" && <NewestLoss />}
          </span>
        </a>
      ))}
    </nav>
  );
}

/** How the run goes, told on every tab while it goes. */
function NewestLoss() {
  const text = useText();
  const loss = useRun((run) => (run.state === "running" || run.state === "paused" ? latestOf(run).trainLoss : null));
  if (loss === null || !Number.isFinite(loss)) return null;
  return <b> {text.fixed(loss, 2)}</b>;
}
