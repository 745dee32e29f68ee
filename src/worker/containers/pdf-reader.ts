// The text of a PDF, page after page in the order in which its program wrote it. Nothing is fetched for it: fonts and
// tables of characters count as far as they lie in the file.
import { getDocument, PasswordException } from "unpdf/pdfjs";
import { ContainerRefused } from "./container-reader";
import { createHyphenMender, type PlacedText, pageLines } from "./pdf-lines";
import type { Piece, UntrustedReader } from "./untrusted-messages";

/** The end of a file within which its last mark stands; programs and mail servers add bytes behind it. */
const TAIL_BYTES = 2048;

/** Reads a PDF: a line a line, and a blank line between pages. */
export const readPdf: UntrustedReader = async function* (blob, alive): AsyncGenerator<Piece> {
  const data = new Uint8Array(await blob.arrayBuffer());
  if (!isWhole(data)) throw new ContainerRefused("damaged");
  let lacksCharacters = false;
  const loading = getDocument({
    data,
    BinaryDataFactory: class {
      async fetch({ kind }: { readonly kind: string }): Promise<never> {
        // Fonts of East Asia may name a table by which their text is told, instead of holding one.
        if (kind === "cMapUrl") lacksCharacters = true;
        throw new Error(`fetch: nothing is fetched, got ${kind}`);
      }
    },
    verbosity: 0,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    useWasm: false,
  });
  try {
    const document = await loading.promise;
    const encoder = new TextEncoder();
    const mender = createHyphenMender();
    let isEmpty = true;
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      page.cleanup();
      alive();
      if (lacksCharacters) throw new ContainerRefused("outsideCharacters");
      const lines = mender.mend(pageLines(items.filter((item): item is PlacedText & typeof item => "str" in item)));
      if (lines.length === 0) continue;
      const text = `${isEmpty ? "" : "\n"}${lines.join("\n")}\n`;
      isEmpty = false;
      yield { bytes: encoder.encode(text), share: number / document.numPages };
    }
    if (isEmpty) throw new ContainerRefused("noText");
  } catch (error) {
    throw error instanceof PasswordException ? new ContainerRefused("encrypted") : error;
  } finally {
    await loading.destroy();
  }
};

/** Tells a file that was cut short, of which pages would be missing without a word: every PDF ends with its mark. */
function isWhole(data: Uint8Array): boolean {
  const tail = new TextDecoder("latin1").decode(data.subarray(-TAIL_BYTES));
  return tail.includes("%%EOF") || tail.includes("startxref");
}
