// Where the files of a model come in, dropped on the page or picked here, and where the originals are to be had.
import { type ChangeEvent, useEffect, useId, useRef } from "react";
import { useBasesText } from "@/i18n/bases-text";
import { useText } from "@/i18n/use-text";
import type { Bases } from "@/state/bases/bases";
import { useStore } from "@/state/use-store";
import { Disclosure } from "@/ui/disclosure";
import { Icon } from "@/ui/icon";
import { ErrorWords } from "../error-words";

/** The pickers, the files that are here and those that are missing, and the links. */
export function ModelFilesPanel({ bases }: { readonly bases: Bases }) {
  const say = useBasesText();
  return (
    <>
      <FileStates bases={bases} />
      <Disclosure summary={say("open")} testId="model-open">
        <p className="hint">{say("openHelp")}</p>
        <Pickers bases={bases} />
        <Elsewhere bases={bases} />
      </Disclosure>
    </>
  );
}

function Pickers({ bases }: { readonly bases: Bases }) {
  const say = useBasesText();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const id = useId();
  const take = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const picked = [...(target.files ?? [])];
    // Emptied so that choosing the same file again counts as a change.
    target.value = "";
    if (picked.length === 0) return;
    void bases.addFiles(picked.map((file) => ({ path: file.webkitRelativePath || file.name, file })));
  };
  return (
    <div className="row">
      <label className="vh" htmlFor={id}>
        {say("chooseFiles")}
      </label>
      <input
        ref={files}
        id={id}
        type="file"
        multiple
        className="vh"
        tabIndex={-1}
        data-testid="model-files"
        onChange={take}
      />
      <input
        ref={(input) => {
          folder.current = input;
          // React's types do not know the attribute.
          if (input !== null) input.webkitdirectory = true;
        }}
        type="file"
        className="vh"
        tabIndex={-1}
        aria-label={say("chooseFolder")}
        data-testid="model-folder"
        onChange={take}
      />
      <button type="button" className="btn" onClick={() => files.current?.click()}>
        {say("chooseFiles")}
      </button>
      <button type="button" className="btn" onClick={() => folder.current?.click()}>
        {say("chooseFolder")}
      </button>
    </div>
  );
}

function FileStates({ bases }: { readonly bases: Bases }) {
  const say = useBasesText();
  const files = useStore(bases.store, (state) => state.files);
  const missing = useStore(bases.store, (state) => state.missing);
  const list = useRef<HTMLDivElement>(null);
  // Files may be dropped while the step that tells of them is folded.
  useEffect(() => {
    const card = files.length > 0 ? list.current?.closest("details") : null;
    if (card) card.open = true;
  }, [files]);
  if (files.length === 0) return null;
  return (
    <div className="stack" role="status" ref={list}>
      {missing.length > 0 && (
        <p data-testid="model-files-told">
          <ErrorWords error={{ code: "modelFilesMissing", names: missing }} remedy />
        </p>
      )}
      <ul className="base-files" aria-label={say("files")} data-testid="model-file-list">
        {files.map((name) => (
          <li key={name} data-state="here">
            <Icon name="check" /> {name} <small>{say("here")}</small>
          </li>
        ))}
        {missing.map((name) => (
          <li key={name} data-state="missing">
            <Icon name="close" /> {name} <small>{say("missing")}</small>
          </li>
        ))}
      </ul>
      <button type="button" className="btn" data-testid="model-forget" onClick={bases.forgetFiles}>
        {say("forget")}
      </button>
    </div>
  );
}

function Elsewhere({ bases }: { readonly bases: Bases }) {
  const text = useText();
  const say = useBasesText();
  const elsewhere = useStore(bases.store, ({ list }) => list?.elsewhere) ?? [];
  if (elsewhere.length === 0) return null;
  return (
    <div className="stack" data-testid="model-elsewhere">
      <b>{say("elsewhere")}</b>
      <ul className="base-links">
        {elsewhere.map(({ name, address, bytes, licence }) => (
          <li key={address}>
            <a href={address} target="_blank" rel="noreferrer noopener">
              {say("link", { name, size: text.bytes(bytes), licence })}
            </a>
          </li>
        ))}
      </ul>
      <p className="hint">{say("elsewhereHelp")}</p>
    </div>
  );
}
