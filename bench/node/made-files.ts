// Large files made on the fly, the same bytes each time: verse with accents, a table whose fields are now and
// then quoted, and the same as JSON Lines.
import { mix32 } from "@/domain/random";

/** The kinds of made files. */
export type MadeKind = "text" | "csv" | "jsonl";

/** As a browser hands a file out. */
const CHUNK_BYTES = 1 << 16;
const WORDS = "o sertão manhã coração água de luz que em não pássaro canta rio céu é maçã e você corre só azul".split(
  " ",
);

/** Yields about `megabytes` million bytes, whole lines, in chunks of 64 KiB. */
export function* madeFile(kind: MadeKind, megabytes: number): Generator<Uint8Array<ArrayBuffer>, void> {
  const encoder = new TextEncoder();
  const line = lineOf[kind];
  const chunk = new Uint8Array(CHUNK_BYTES);
  let lines = kind === "csv" ? "id,nome,ano,descrição,preço\n" : "";
  let index = 0;
  for (let left = megabytes * 1e6; left > 0; ) {
    while (lines.length < CHUNK_BYTES) lines += `${line(index++)}\n`;
    const { read, written } = encoder.encodeInto(lines, chunk);
    yield chunk.slice(0, written);
    lines = lines.slice(read);
    left -= written;
  }
  yield encoder.encode(lines);
}

const lineOf: Readonly<Record<MadeKind, (index: number) => string>> = {
  text: textLine,
  csv: tableLine,
  jsonl: jsonLine,
};

function textLine(index: number): string {
  return index % 5 === 4 ? "" : words(index, 8);
}

/** Every fifth description is quoted. */
function tableLine(index: number): string {
  const description = words(index, 6);
  const written = index % 5 === 0 ? `"${description}, ""${WORDS[index % WORDS.length]}"""` : description;
  return `${index},${words(index + 7, 2)},${1900 + (index % 120)},${written},${index % 1000}.50`;
}

/** Every number has a fraction, which is to stand as it is written. */
function jsonLine(index: number): string {
  const price = `${index % 1000}.50`;
  return `{"id": ${index}, "nome": "${words(index + 7, 2)}", "descrição": "${words(index, 6)}", "preço": ${price}}`;
}

function words(index: number, count: number): string {
  let text = "";
  let bits = 0;
  for (let place = 0; place < count; place++) {
    bits = mix32(index * 16 + place);
    text += (place === 0 ? "" : " ") + WORDS[bits % WORDS.length];
  }
  return text;
}
