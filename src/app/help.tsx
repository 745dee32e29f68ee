// The help: what the page is for, and its keys where the device has any. A chunk of its own, since it is read seldom.
import { useHelpText } from "@/i18n/help-text";
import { useText } from "@/i18n/use-text";

export interface HelpProps {
  /** Id of the heading, which names the dialog. */
  readonly titleId: string;
  readonly hasKeys: boolean;
}

/** The words of the help. */
export function Help({ titleId, hasKeys }: HelpProps) {
  const text = useText();
  const help = useHelpText();
  return (
    <>
      <h2 id={titleId}>{help.title}</h2>
      <p>{help.text}</p>
      <p>{text.t("shell.privacy")}</p>
      {hasKeys && <KeyList />}
    </>
  );
}

function KeyList() {
  const text = useText();
  const help = useHelpText();
  const keys = [
    [text.t("keys.spaceKey"), help.space],
    ["S", help.step],
    ["G", help.generate],
    ["1 – 4", help.steps],
    ["Ctrl Z, Ctrl Shift Z", help.undo],
    ["?", text.t("keys.help")],
  ] as const;
  return (
    <>
      <h3>{help.keys}</h3>
      <dl>
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">{help.note}</p>
    </>
  );
}
