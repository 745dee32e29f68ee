// The question mark beside a name, and the sentences that it opens; a lock where the control rests, with its reason.
import { createContext, useContext } from "react";
import type { ControlProps } from "./control-props";
import "./explanation.css";
import { Icon } from "./icon";
import { usePopover } from "./use-popover";

/** Names the button that explains `label`, in the reader's language. */
export const ExplanationName = createContext((label: string) => label);

type Explained = Pick<ControlProps, "label" | "help" | "disabledReason" | "configPath">;

/** What is explained, and the id of the sentences, for the `aria-describedby` of the control. */
export interface ExplanationProps extends Explained {
  readonly textId?: string | undefined;
}

/** Gives the id of the sentences about the control `id`, undefined where there are none. */
export function explanationId(id: string, { help, disabledReason }: Omit<Explained, "label">): string | undefined {
  return help === undefined && (disabledReason ?? null) === null ? undefined : `${id}-text`;
}

/** A small button that opens an explanation; nothing where there is none. It stands after its control. */
export function Explanation({ label, help, disabledReason, textId, configPath }: ExplanationProps) {
  const name = useContext(ExplanationName)(label);
  const { open, button, box } = usePopover("start");
  const reason = disabledReason ?? null;
  if (help === undefined && reason === null) return null;
  return (
    <>
      <button
        type="button"
        {...button}
        className="explain"
        aria-label={name}
        data-testid="help"
        data-config={configPath}
      >
        <Icon name={reason === null ? "help" : "lock"} size={14} />
      </button>
      <div {...box} className="pop explanation" role="note" data-testid={open ? "explanation" : undefined}>
        <div id={textId}>
          {reason !== null && <p className="reason">{reason}</p>}
          {typeof help === "string" ? <p>{help}</p> : help}
        </div>
      </div>
    </>
  );
}
