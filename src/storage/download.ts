// Saves bytes as a file of the user's, through a link that lives for one press.

/** A file as the download folder will have it. */
export interface DownloadableFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array<ArrayBuffer> | Blob;
}

/** Offers a file as a download. */
export function downloadFile({ name, mime, bytes }: DownloadableFile): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: mime }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Browsers read the blob after the click returns; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
