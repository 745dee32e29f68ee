// Whether the newest state is saved, beside the run's name; a press shows what is kept, which is fetched then.
import { use, useState } from "react";
import { useText } from "@/i18n/use-text";
import { useKept } from "@/state/use-app";
import { LateModule } from "@/ui/late-module";
import { Part } from "../part";
import "./storage-state.css";

const storageDialog = new LateModule(() => import("./storage-dialog"));

/** A word and a button in one; nothing before anything was saved or refused. */
export function StorageState() {
  const text = useText();
  const value = useKept((kept) => kept.value);
  const savedAt = useKept((kept) => kept.savedAt);
  const hasBegun = useKept((kept) => kept.hasBegun);
  const [isOpen, setOpen] = useState(false);
  if (!hasBegun) return null;
  return (
    <>
      <button
        type="button"
        className="storage-state"
        data-testid="storage-state"
        data-value={value}
        data-saved-at={savedAt ?? ""}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {text.t(`storage.${value}`)}
      </button>
      {isOpen && (
        <Part name="storage">
          <Dialog onClose={() => setOpen(false)} />
        </Part>
      )}
    </>
  );
}

function Dialog({ onClose }: { readonly onClose: () => void }) {
  const { StorageDialog } = use(storageDialog.get());
  return <StorageDialog onClose={onClose} />;
}
