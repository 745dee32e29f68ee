// Which pairs a table looks like, by the names of its columns; offered, never taken unasked.
import { notedNames } from "../corpus/source-note";
import { CONVERSATION_PARTS, conversationColumns, type TableSummary } from "./conversation-parts";

/** Templates that would make pairs of a table. */
export interface OfferedPair {
  readonly prompt: string;
  readonly response: string;
  readonly separator: string;
}

/** Prompts and responses by the names that data sets give them, in small letters; the surest come first. */
const NAMES: readonly { readonly prompt: readonly string[]; readonly response: readonly string[] }[] = [
  {
    prompt: ["question", "pergunta", "query", "q", "problem", "problema"],
    response: ["answer", "answers", "resposta", "respostas", "response", "solution", "a"],
  },
  {
    prompt: ["instruction", "instructions", "instrução", "instrucao"],
    response: ["output", "response", "saída", "saida", "resposta", "answer"],
  },
  { prompt: ["prompt", "context", "contexto"], response: ["completion", "response", "resposta", "answer", "chosen"] },
  {
    prompt: ["title", "título", "titulo", "name", "nome", "headline", "manchete"],
    response: ["content", "description", "descrição", "descricao", "conteúdo", "conteudo", "abstract", "resumo"],
  },
  { prompt: ["user", "human", "usuário", "usuario"], response: ["assistant", "gpt", "bot", "assistente"] },
  { prompt: ["patterns", "pattern"], response: ["responses", "response"] },
  { prompt: ["input", "entrada"], response: ["output", "saída", "saida", "target"] },
  { prompt: ["source", "src", "origem"], response: ["target", "tgt", "destino"] },
  { prompt: ["document", "article", "text", "texto"], response: ["summary", "resumo", "highlights"] },
];

/** Columns that stand before a question or behind an instruction as part of the prompt. */
const BEFORE = ["context", "contexto", "passage"];
const BEHIND = ["input", "entrada"];

/** Gives what the table looks like, null for no pairs. */
export function offeredPair({ kind, columns, preview, facts }: TableSummary): OfferedPair | null {
  if (kind !== "table") return null;
  const [conversation] = conversationColumns(columns, preview, notedNames(facts.notes, "speaker"));
  if (conversation !== undefined) {
    const [prompt, response] = CONVERSATION_PARTS.map((part) => `{${conversation}${part}}`);
    return { prompt, response, separator: "" };
  }
  const named = (names: readonly string[]) => {
    const name = names.find((candidate) => columns.some((column) => isCalled(column, candidate)));
    return columns.find((column) => name !== undefined && isCalled(column, name));
  };
  for (const { prompt: prompts, response: responses } of NAMES) {
    const prompt = named(prompts);
    const response = named(responses);
    if (prompt === undefined || response === undefined || prompt === response) continue;
    const before = [named(BEFORE)].filter((column) => column !== undefined && column !== prompt);
    const behind = [named(BEHIND)].filter((column) => column !== undefined && column !== prompt && column !== response);
    const parts = [...before, prompt, ...behind].map((column) => `{${column}}`);
    return { prompt: parts.join("\n"), response: `{${response}}`, separator: parts.length > 1 ? "\n" : " " };
  }
  return null;
}

/** Tells whether a column has a name, by itself or as the last of dotted names. */
function isCalled(column: string, name: string): boolean {
  const own = column.trim().toLowerCase();
  return own === name || own.endsWith(`.${name}`);
}
