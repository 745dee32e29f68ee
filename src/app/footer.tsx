// The promise of privacy and the keys, under the columns.
import { useText } from "@/i18n/use-text";
import { Icon } from "@/ui/icon";

/** The page's footer. */
export function Footer() {
  const text = useText();
  const keys = [
    [text.t("keys.spaceKey"), text.t("keys.spaceShort")],
    ["S", text.t("keys.step")],
    ["G", text.t("keys.generate")],
    ["?", text.t("keys.help")],
  ] as const;
  return (
    <footer className="foot">
      <span className="row">
        <Icon name="lock" />
        {text.t("shell.privacy")}
      </span>
      <span className="keys">
        {keys.map(([key, meaning]) => (
          <span key={key}>
            <kbd>{key}</kbd> {meaning}
          </span>
        ))}
      </span>
    </footer>
  );
}
