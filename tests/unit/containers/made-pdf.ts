// PDFs that the tests write themselves (ISO 32000-1): pages of lines in Helvetica.

/** A line of a page: its text in Latin letters and how far it lies from the lower left corner. */
export interface MadeLine {
  readonly text: string;
  readonly x?: number;
  readonly y: number;
}

/** A page of lines, the content of a page as it is written, or null for one that holds no text. */
export type MadePage = readonly MadeLine[] | string | null;

/** Sets lines below each other from the top; a blank one leaves room. */
export function linesDown(...texts: readonly string[]): readonly MadeLine[] {
  return texts.flatMap((text, index) => (text === "" ? [] : [{ text, y: 760 - 14 * index }]));
}

const HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/** Writes a PDF; `trailer` goes into its trailer, `objects` behind those of the pages, numbered from 4 + 2 per page. */
export function pdf(
  pages: readonly MadePage[],
  {
    trailer = "",
    objects = [],
    font = HELVETICA,
  }: { trailer?: string; objects?: readonly string[]; font?: string } = {},
): Uint8Array<ArrayBuffer> {
  const kids = pages.map((_, index) => `${4 + 2 * index} 0 R`).join(" ");
  const bodies = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    font,
    ...pages.flatMap((page, index) => {
      const content = contentOf(page);
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + 2 * index} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
    ...objects,
  ];
  let text = "%PDF-1.4\n";
  const offsets = bodies.map((body, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return String(offset).padStart(10, "0");
  });
  const rows = offsets.map((offset) => `${offset} 00000 n \n`).join("");
  const table = `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${rows}`;
  const end = `trailer\n<< /Size ${bodies.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Uint8Array.from(text + table + end, (sign) => sign.charCodeAt(0));
}

function contentOf(page: MadePage): string {
  if (page === null) return "0 0 100 100 re f";
  if (typeof page === "string") return page;
  const shown = page.map(({ text, x = 72, y }) => `1 0 0 1 ${x} ${y} Tm (${text.replace(/[()\\]/g, "\\$&")}) Tj`);
  return `BT /F1 12 Tf ${shown.join(" ")} ET`;
}
