// Files that the tests make themselves, and ways to hand them to the page.
import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { unfold } from "./playground";

/** A file held in memory. */
export interface MadeFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Makes a file of text. */
export function textFile(name: string, text: string): MadeFile {
  return { name, mimeType: "text/plain", buffer: Buffer.from(text, "utf8") };
}

/** A table of 200 rows with quoted fields, an embedded newline and one row that is cut short. */
export function birdTable(): MadeFile {
  const birds = ["curió", "sabiá", "bem-te-vi", "tico-tico"];
  const rows = Array.from({ length: 200 }, (_, index) => {
    const bird = birds[index % birds.length];
    const song = index === 7 ? '"one, two\nthree"' : `"song ${index}, twice"`;
    return `${bird},${1990 + (index % 30)},${song}`;
  });
  return textFile("birds.csv", ["Bird,Year,Song", ...rows].join("\r\n"));
}

/** Drops files on the drop zone as a hand would. */
export async function dropFiles(page: Page, ...files: readonly MadeFile[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (made) => {
      const data = new DataTransfer();
      for (const { name, mimeType, bytes } of made)
        data.items.add(new File([new Uint8Array(bytes)], name, { type: mimeType }));
      return data;
    },
    files.map(({ name, mimeType, buffer }) => ({ name, mimeType, bytes: [...buffer] })),
  );
  const zone = page.getByTestId("drop-zone");
  for (const type of ["dragenter", "dragover", "drop"]) await zone.dispatchEvent(type, { dataTransfer: transfer });
  await transfer.dispose();
}

/** Gives a download as a file that can be handed back to the page. */
export async function downloadedFile(download: Download): Promise<MadeFile> {
  const buffer = await readFile(await download.path());
  return { name: download.suggestedFilename(), mimeType: "application/octet-stream", buffer };
}

/** Presses a button that gives a file and waits for it. */
export async function exportFile(page: Page, testId: string): Promise<MadeFile> {
  const button = page.getByTestId(testId);
  await unfold(button);
  const arriving = page.waitForEvent("download");
  await button.click();
  return downloadedFile(await arriving);
}

/** Reads the JSON header of a safetensors file. */
export function safetensorsHeader(file: MadeFile): Record<string, unknown> {
  const length = Number(file.buffer.readBigUInt64LE(0));
  return JSON.parse(file.buffer.subarray(8, 8 + length).toString("utf8"));
}
