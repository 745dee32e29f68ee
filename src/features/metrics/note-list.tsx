// The marks of the open run as a list that keys, fingers and screen readers reach.
import { type RunsText, useRunsText } from "@/i18n/runs-text";
import { useRun } from "@/state/use-app";
import { Menu } from "@/ui/menu";
import "./note-list.css";
import { type RunNote, runNotes } from "./run-notes";

/** A button that counts the marks, and says them in the order of their steps. */
export function NoteList() {
  const text = useRunsText();
  const run = useRun((open) => open);
  const notes = runNotes(text, run).toSorted((one, other) => one.step - other.step);
  if (notes.length === 0) return null;
  return (
    <Menu
      summary={text.runs("marks", { count: notes.length })}
      buttonClass="link"
      boxClass="note-list"
      testId="chart-marks"
      value={String(notes.length)}
    >
      <ul>
        {notes.map((note) => (
          <li key={note.id} data-step={note.step}>
            {sentence(text, note)}
          </li>
        ))}
      </ul>
    </Menu>
  );
}

function sentence(text: RunsText, { kind, step, words }: RunNote): string {
  return kind === "cut" ? words : text.runs("markAt", { mark: words, step });
}
