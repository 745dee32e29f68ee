// On phones the three columns are three tabs; the address' fragment says which one shows.
import { useSyncExternalStore } from "react";
import { useText } from "@/i18n/use-text";
import { Icon, type IconName } from "@/ui/icon";

const tabs = [
  { id: "setup", icon: "tune", key: "shell.setUp" },
  { id: "train", icon: "curve", key: "shell.train" },
  { id: "sample", icon: "note", key: "shell.sample" },
] as const satisfies readonly { id: string; icon: IconName; key: string }[];

/** The tab bar at the foot of a phone's window. */
export function PhoneTabs() {
  const text = useText();
  const fragment = useSyncExternalStore(subscribeToFragment, () => location.hash);
  const current = tabs.find((tab) => `#${tab.id}` === fragment)?.id ?? "train";
  return (
    <nav className="tabs" aria-label={text.t("shell.sections")}>
      {tabs.map((tab) => (
        <a key={tab.id} href={`#${tab.id}`} aria-current={tab.id === current ? "page" : undefined}>
          <Icon name={tab.icon} size={20} />
          {text.t(tab.key)}
        </a>
      ))}
    </nav>
  );
}

function subscribeToFragment(changed: () => void): () => void {
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
}
