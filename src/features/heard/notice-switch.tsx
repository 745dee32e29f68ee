// Whether the browser tells that a run has ended. Its permission is asked for by the press that wants it, never before.
import { useState } from "react";
import { useHeardText } from "@/i18n/heard-text";
import { useApp, usePreferences } from "@/state/use-app";
import { Switch } from "@/ui/switch";

/** The switch; it stays off where the browser refuses, and says so. */
export function NoticeSwitch() {
  const text = useHeardText();
  const { preferences } = useApp().stores;
  const wanted = usePreferences((state) => state.noticeAtEnd);
  const [permission, setPermission] = useState(knownPermission);
  const change = async (next: boolean) => {
    const answer = next ? await Notification.requestPermission().catch(() => "denied" as const) : permission;
    setPermission(answer);
    preferences.getState().setNoticeAtEnd(next && answer === "granted");
  };
  return (
    <Switch
      label={text.heard("notice")}
      help={text.heard("noticeHelp")}
      checked={wanted && permission === "granted"}
      testId="notice-at-end"
      disabledReason={permission === "denied" ? text.heard("noticeRefused") : null}
      onChange={(next) => void change(next)}
    />
  );
}

/** Browsers that know no notifications refuse them. */
function knownPermission(): NotificationPermission {
  return "Notification" in globalThis ? Notification.permission : "denied";
}
