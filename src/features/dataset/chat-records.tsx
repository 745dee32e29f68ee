// How a chat falls into records, and whether its people keep their names.
import { useText } from "@/i18n/use-text";
import { SettingSegmented, SettingSwitch } from "../setting-choice";

/** The choices that chats alone have. */
export function ChatRecords() {
  const text = useText();
  return (
    <div className="stack" data-testid="chat-records">
      <h3>{text.t("data.chat")}</h3>
      <SettingSegmented path="corpus.chatRecords" />
      <SettingSwitch path="corpus.replaceNames" />
    </div>
  );
}
