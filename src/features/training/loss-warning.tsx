// Stands in the way of training when more than a tenth of the data goes: what goes, its rows, and a press to keep it.
import { useEffect, useRef, useState } from "react";
import type { CleaningKind } from "@/domain/corpus/corpus";
import { useText } from "@/i18n/use-text";
import { dataLossOf } from "@/state/data-loss";
import { useApp, useData, useSettings } from "@/state/use-app";
import { aboutText, FoundRows } from "../found-rows";

/** The setting that drops records of a kind. */
const DROPPING = { incomplete: "corpus.dropIncomplete", duplicate: "corpus.removeDuplicates" } as const;

/** The warning; nothing for data of which nearly all is learned from, or once it was answered. */
export function LossWarning() {
  const text = useText();
  const { data } = useApp().stores;
  const loss = useData(dataLossOf);
  const answer = useData((state) => state.lossAnswer);
  const set = useSettings((settings) => settings.set);
  const undo = useSettings((settings) => settings.undo);
  const [isKept, setKept] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer === "asked") box.current?.focus();
  }, [answer]);
  if (loss === null) return isKept ? <Kept undo={undo} done={() => setKept(false)} /> : null;
  if (answer === "accepted") return null;
  const keep = (kind: CleaningKind) => {
    if (kind !== "incomplete" && kind !== "duplicate") return;
    set(DROPPING[kind], false);
    setKept(true);
  };
  const { lost, of, unread, dropped } = loss;
  return (
    <div
      ref={box}
      className="runbar-hint hint loss"
      role="alert"
      tabIndex={-1}
      data-testid="loss-warning"
      data-lost={lost}
      data-of={of}
    >
      <p>
        <b>{text.t("run.rowsLost", { lost, of, share: text.percent(lost / of, 0) })}</b>{" "}
        {answer === "asked" && text.t("run.rowsAsked")}
      </p>
      <ul className="issues">
        {dropped.map((finding) => (
          <FoundRows
            key={finding.kind}
            finding={finding}
            told={text.t(`cleaned.${finding.kind}`, { count: finding.count })}
            tellAbout={(about) => aboutText(text, finding.kind, about)}
          >
            <button
              type="button"
              className="btn"
              data-testid={`keep-${finding.kind}`}
              onClick={() => keep(finding.kind)}
            >
              {text.t("run.rowsKeep")}
            </button>
          </FoundRows>
        ))}
        {unread > 0 && <li>{text.t("run.rowsUnread", { count: unread })}</li>}
      </ul>
      <button
        type="button"
        className="btn"
        data-testid="loss-accept"
        onClick={() => data.getState().answerLoss("accepted")}
      >
        {text.t("run.rowsAccept")}
      </button>
    </div>
  );
}

/** Offers the way back after rows were kept. */
function Kept({ undo, done }: { readonly undo: () => void; readonly done: () => void }) {
  const text = useText();
  return (
    <p className="runbar-hint hint" role="status">
      {text.t("run.rowsKept")}{" "}
      <button
        type="button"
        className="btn"
        data-testid="loss-undo"
        onClick={() => {
          undo();
          done();
        }}
      >
        {text.t("notice.undo")}
      </button>
    </p>
  );
}
