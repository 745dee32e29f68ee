// Saves bytes as a file of the user's, through a link that lives for one press.

/** Offers `bytes` as a download called `name`. */
export function downloadFile(name: string, mime: string, bytes: Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: mime }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Browsers read the blob after the click returns; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
