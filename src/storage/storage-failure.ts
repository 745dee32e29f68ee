// Why something was not kept or not read, as data. Browsers name the same failure in several ways.

/** What can go wrong with what is kept. `detail` is for the technical details, never a sentence for the user. */
export interface StorageFailure {
  readonly code:
    | "storageFull"
    /** The browser refuses storage (private window, blocked site data). */
    | "storageBlocked"
    /** A later version of the page wrote it. */
    | "storageNewer"
    /** Another tab writes it. */
    | "storageInUse"
    | "storageMissing"
    /** What was read is not what was written, in both slots. */
    | "storageCorrupt"
    | "storageFailed";
  readonly detail: string;
}

/** A write that took fewer bytes than it was given, which is how Chromium's OPFS tells of a full disk. */
export class ShortWriteError extends Error {
  override readonly name = "ShortWriteError";
}

/** Bytes read back that are not the bytes written. */
export class ReadBackError extends Error {
  override readonly name = "ReadBackError";
}

// QuotaExceededError is a DOMException in older browsers and a class of its own in newer ones; both carry the name.
const CODES: Readonly<Record<string, StorageFailure["code"]>> = {
  QuotaExceededError: "storageFull",
  ShortWriteError: "storageFull",
  // Firefox's name in IndexedDB for the same.
  NS_ERROR_FILE_NO_DEVICE_SPACE: "storageFull",
  SecurityError: "storageBlocked",
  NotAllowedError: "storageBlocked",
  InvalidStateError: "storageBlocked",
  NotSupportedError: "storageBlocked",
  VersionError: "storageNewer",
  NoModificationAllowedError: "storageInUse",
};

/** Turns anything thrown by files, rows or locks into a failure. */
export function storageFailureOf(thrown: unknown): StorageFailure {
  const { name, message } = thrown instanceof Error ? thrown : { name: "", message: String(thrown) };
  return { code: CODES[name] ?? "storageFailed", detail: name === "" ? message : `${name}: ${message}` };
}
