// Tells whether the first row of a table names its columns: by types first, then by what names look like.
import { cellType } from "./cell-type";

const LONGEST_NAME = 64;
const MOST_NAME_WORDS = 6;
/** A name is at most this share of the usual length of its column's texts, or it may as well be one of them. */
const SHORTER = 0.75;
const ALIKE = 0.5;

/**
 * Tells a header from a first record. Certain where a text stands above a column of numbers, dates or truth
 * values; impossible where the row itself holds such values (years in a row excepted) or no text at all. Else the
 * row must look like names: short, without the end of a sentence, shorter than the texts below, none of them a
 * value that its column repeats.
 */
export function guessHeader(rows: readonly (readonly string[])[]): boolean {
  if (rows.length < 2) return false;
  const names = rows[0].map((cell) => cell.trim());
  const columns = names.map((name, index) => ({ name, body: rows.slice(1).map((row) => (row[index] ?? "").trim()) }));
  const named = columns.filter(({ name }) => name !== "");
  if (named.length === 0 || named.every(({ name }) => cellType(name) !== "text")) return false;
  const values = named.filter(({ name }) => cellType(name) !== "text");
  if (values.length > 0 && !areYears(values.map(({ name }) => name))) return false;
  if (named.some(standsAboveValues)) return true;
  if (named.some(({ name, body }) => body.includes(name))) return false;
  if (names.length === 1) return isUsualName(names[0]);
  return new Set(named.map(({ name }) => name)).size === named.length && named.every(looksLikeName);
}

interface Column {
  readonly name: string;
  readonly body: readonly string[];
}

function standsAboveValues({ name, body }: Column): boolean {
  const types = body.map(cellType).filter((type) => type !== "empty");
  return cellType(name) === "text" && types.length > 0 && types.every((type) => type !== "text");
}

function looksLikeName({ name, body }: Column): boolean {
  if (/[\r\n]/.test(name) || name.length > LONGEST_NAME || name.split(/\s+/).length > MOST_NAME_WORDS) {
    return false;
  }
  const texts = body.filter((cell) => cell !== "");
  if (!/[.!?…:;]$/.test(name)) return true;
  const ending = name.slice(-1);
  const sharers = texts.filter((text) => text.endsWith(ending)).length;
  return sharers < ALIKE * texts.length && name.length < SHORTER * median(texts.map((text) => text.length));
}

/** Years or other whole numbers that count up by one, as headers of statistics have. */
function areYears(names: readonly string[]): boolean {
  const numbers = names.map(Number);
  return names.length > 1 && numbers.every((year, index) => index === 0 || year === numbers[index - 1] + 1);
}

/** What a column of texts is called, in the singular. */
const USUAL_NAMES: ReadonlySet<string> = new Set(
  (
    "text texto name nome title título titulo content conteúdo conteudo sentence frase word palavra message mensagem " +
    "comment comentário comentario review avaliação avaliacao resenha quote citação citacao poem poema verse verso line " +
    "linha lyrics letra question pergunta answer resposta recipe receita description descrição descricao tweet post " +
    "phrase joke piada headline manchete caption legenda story história historia body corpo summary resumo abstract " +
    "paragraph parágrafo paragrafo dialogue diálogo dialogo prompt response completion utterance proverb provérbio " +
    "proverbio riddle adivinha song música musica term termo input output instruction instrução instrucao"
  ).split(" "),
);

function isUsualName(name: string): boolean {
  const word = name.toLowerCase().normalize("NFC");
  return USUAL_NAMES.has(word) || USUAL_NAMES.has(word.replace(/s$/, "")) || /^[a-z]+(?:_[a-z0-9]+)+$/.test(name);
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((first, second) => first - second);
  return sorted[sorted.length >> 1] ?? 0;
}
