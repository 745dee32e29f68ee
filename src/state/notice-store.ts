// What the page tells the user outside a panel: one error banner, passing toasts, and standing notices.
// Messages are kinds with values; i18n/ turns them into words.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { AppError } from "@/domain/errors";

/** What a message is about; i18n has its sentence. */
export type NoticeKind =
  | "addressIgnored"
  | "addressComma"
  | "templateReset"
  | "readingReset"
  | "filesLeftOut"
  | "filesLeftAside"
  | "fileSaved"
  | "exportStopped"
  | "runImported"
  | "weightsOpened"
  | "runImportedOtherData"
  | "runsOpened"
  | "modelOpened"
  | "modelNotKept"
  | "adapterOpened"
  | "adapterOfOther"
  | "bestRestored"
  | "runBranched"
  | "runReplaced"
  | "runReset"
  | "runDeleted"
  | "runDeletedNeeded"
  | "runDeletedKept"
  | "settingsTaken"
  | "workerRestarted"
  | "workerRestartedWithoutRun"
  | "cardGivenUp"
  | "storageFull"
  | "storageRefused"
  | "keptElsewhere"
  | "keptWithoutWeights"
  | "runReturned"
  | "runLost"
  | "linkCopied"
  | "linkOwnData"
  | "linkInAddress";

/** One message: what happened, with the values that its sentence names. */
export interface Notice {
  readonly id: number;
  readonly kind: NoticeKind;
  readonly values: Readonly<Record<string, string | number>>;
  /** Takes back what the message tells; null where nothing does. */
  readonly undo: (() => Promise<void>) | null;
}

/** Everything that waits to be read. */
export interface NoticeState {
  readonly error: AppError | null;
  readonly toasts: readonly Notice[];
  readonly notices: readonly Notice[];
  showError(error: AppError): void;
  dismissError(): void;
  /** Adds a passing message and gives its number. */
  toast(kind: NoticeKind, values?: Notice["values"], undo?: Notice["undo"]): number;
  /** Adds a message that stays until dismissed, in the place of an older one of its kind. */
  notify(kind: NoticeKind, values?: Notice["values"]): void;
  /** Takes away what no longer holds. */
  withdraw(kind: NoticeKind): void;
  dismiss(id: number): void;
  /** Takes back what a passing message tells; the message goes only then, since what it offers goes with it. */
  undo(id: number): Promise<void>;
}

/** Creates the store with nothing to say. */
export function createNoticeStore(): StoreApi<NoticeState> {
  let lastId = 0;
  const create = (kind: NoticeKind, values: Notice["values"] = {}, undo: Notice["undo"] = null): Notice => {
    lastId += 1;
    return { id: lastId, kind, values, undo };
  };
  return createStore<NoticeState>()((set, get) => ({
    error: null,
    toasts: [],
    notices: [],
    showError: (error) => set({ error }),
    dismissError: () => set({ error: null }),
    toast: (kind, values, undo) => {
      const toast = create(kind, values, undo);
      set((state) => ({ toasts: [...state.toasts, toast] }));
      return toast.id;
    },
    notify: (kind, values) =>
      set((state) => ({ notices: [...state.notices.filter((notice) => notice.kind !== kind), create(kind, values)] })),
    withdraw: (kind) => set((state) => ({ notices: state.notices.filter((notice) => notice.kind !== kind) })),
    dismiss: (id) =>
      set((state) => ({
        toasts: state.toasts.filter((toast) => toast.id !== id),
        notices: state.notices.filter((notice) => notice.id !== id),
      })),
    undo: async (id) => {
      const undone = get()
        .toasts.find((toast) => toast.id === id)
        ?.undo?.();
      get().dismiss(id);
      await undone;
    },
  }));
}
