// What is kept in the browser, with sizes; its limit; and how to be rid of it.
import { useEffect, useRef, useState } from "react";
import { type StorageKey, useStorageText } from "@/i18n/storage-text";
import { useText } from "@/i18n/use-text";
import { createKeptCommands } from "@/state/kept-commands";
import { type KeptEntry, LARGEST_DATA } from "@/state/kept-store";
import { useCommands, useKept } from "@/state/use-app";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { Select } from "@/ui/select";
import "./storage-dialog.css";

const MEBIBYTE = 2 ** 20;
/** Budgets to choose from, in bytes. */
const BUDGETS = [16, 64, 256, 1024, 4096].map((size) => size * MEBIBYTE);

/** The dialog; shows itself when it is drawn. */
export function StorageDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText();
  const say = useStorageText();
  const kept = useCommands().later(createKeptCommands);
  const dialog = useRef<HTMLDialogElement>(null);
  const value = useKept((state) => state.value);
  const isTooLarge = useKept((state) => state.dataTooLarge);
  const areWeightsTooLarge = useKept((state) => state.weightsTooLarge);
  const seldom = useKept((state) => state.seldom);
  const limit = text.bytes(LARGEST_DATA);
  useEffect(() => {
    dialog.current?.showModal();
    void kept.list();
  }, [kept]);
  return (
    <dialog ref={dialog} className="help" aria-labelledby="storage-title" onClose={onClose}>
      <h2 id="storage-title">{say("title")}</h2>
      {value !== "memory" && <p>{say("about", { limit })}</p>}
      <p role="status">{say(`state.${value}`)}</p>
      {isTooLarge && <p className="hint">{say("dataTooLarge", { limit })}</p>}
      {areWeightsTooLarge && <p className="hint">{say("weightsTooLarge")}</p>}
      {seldom !== null && <p className="hint">{say("weightsSeldom", { seconds: Math.round(seldom) })}</p>}
      <KeptList />
      <Budget />
      <div className="row storage-actions">
        <Clear />
        <button type="button" className="btn primary" onClick={() => dialog.current?.close()}>
          {text.t("shell.close")}
        </button>
      </div>
      <p className="hint">{say("clearNote")}</p>
    </dialog>
  );
}

function KeptList() {
  const say = useStorageText();
  const entries = useKept((state) => state.entries);
  if (entries === null) return null;
  if (entries.length === 0) return <p>{say("empty")}</p>;
  return (
    <ul className="storage-list" data-testid="storage-list" aria-label={say("list")}>
      {entries.map((entry) => (
        <KeptLine key={entry.id} entry={entry} />
      ))}
    </ul>
  );
}

function KeptLine({ entry: { id, kind, name, bytes, savedAt, uses } }: { readonly entry: KeptEntry }) {
  const text = useText();
  const say = useStorageText();
  const kept = useCommands().later(createKeptCommands);
  const label = say(`kind.${kind}` satisfies StorageKey);
  const title = name === null ? label : `${label}: ${name}`;
  return (
    <li data-kind={kind} data-record={id} data-value={bytes}>
      <span>
        {title}
        <small>
          {text.bytes(bytes)}
          {uses !== null && `, ${say("uses", { count: uses })}`}
          {savedAt !== null && `, ${say("savedAt", { time: timeText(text.language, savedAt) })}`}
        </small>
      </span>
      <Button
        className="icon-btn sm"
        aria-label={say("remove", { name: title })}
        disabledReason={uses !== null && uses > 0 ? say("needed") : null}
        onClick={() => void kept.remove(id)}
      >
        <Icon name="close" />
      </Button>
    </li>
  );
}

function Budget() {
  const text = useText();
  const say = useStorageText();
  const kept = useCommands().later(createKeptCommands);
  const budget = useKept((state) => state.budget);
  const sizes = [...new Set([...BUDGETS, budget])].toSorted((one, other) => one - other);
  return (
    <Select
      label={say("budget")}
      help={say("budgetNote")}
      testId="storage-budget"
      value={String(budget)}
      options={sizes.map((size) => ({ value: String(size), label: text.bytes(size) }))}
      onChange={(size) => void kept.setBudget(Number(size))}
    />
  );
}

/** Deletes at the second press. */
function Clear() {
  const say = useStorageText();
  const kept = useCommands().later(createKeptCommands);
  const [isSure, setSure] = useState(false);
  const onClick = () => {
    setSure(!isSure);
    if (isSure) void kept.clear();
  };
  return (
    <button type="button" className="btn" data-testid="storage-clear" onClick={onClick}>
      {say(isSure ? "clearSure" : "clear")}
    </button>
  );
}

function timeText(language: string, time: number): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" }).format(time);
}
