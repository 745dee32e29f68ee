// The card of the model that the page ships, in both languages, with the figures that its run measured.
import type { Gpt2Shape } from "@/domain/pretrained/gpt2-config";
import type { LogRow } from "./training-log";

/** What the card tells. */
export interface CardFacts {
  readonly shape: Gpt2Shape;
  readonly parameters: number;
  readonly works: number;
  readonly characters: number;
  readonly heldOutTitles: readonly string[];
  readonly heldOutCharacters: number;
  /** The last row of the log, with the works held out measured. */
  readonly end: LogRow;
  /** Path of the log in the project. */
  readonly log: string;
}

/** Writes the card in Markdown, its head as Hugging Face reads it. */
export function modelCard(facts: CardFacts): string {
  return `---
license: cc0-1.0
language: pt
library_name: transformers
pipeline_tag: text-generation
tags: [gpt2, portuguese, machado-de-assis]
---

# Machado

${portuguese(facts)}
${english(facts)}`;
}

function portuguese({ shape, parameters, works, characters, heldOutTitles, heldOutCharacters, end, log }: CardFacts) {
  const number = new Intl.NumberFormat("pt-BR", { maximumFractionDigits: 2 });
  const { layers, heads, embeddingSize, positions, vocabularySize } = shape;
  return `## Em português

Um GPT-2 pequeno que aprendeu português com Machado de Assis (1839–1908). Serve para experimentar num navegador o que é
ajustar um modelo que já sabe escrever; não serve para responder a ninguém.

- **Modelo**: GPT-2 com ${layers} blocos, ${heads} cabeças, ${embeddingSize} canais, ${positions} posições; ${number.format(parameters)} parâmetros, em float16.
- **Tokens**: ${number.format(vocabularySize)} pares de bytes, aprendidos no mesmo texto; \`<|endoftext|>\` separa as obras.
- **Dados**: ${works} obras de Machado de Assis (romances, contos, crônicas, poesia, teatro, crítica e traduções), ${number.format(characters)} caracteres, em domínio público; as linhas cortadas foram unidas e os índices retirados.
- **Treino**: ${number.format(end.tokens)} tokens (${number.format(end.epochs)} épocas) em ${number.format(end.processorSeconds / 60)} minutos de processador, com o próprio motor do Curió, por \`npm run pretrain\`; registro em \`${log}\`.
- **Medida**: em obras inteiras que não foram aprendidas, ${number.format(end.heldOutLoss ?? Number.NaN)} nats por token, ${number.format(end.bitsPerCharacter ?? Number.NaN)} bits por caractere (${number.format(heldOutCharacters)} caracteres): ${heldOutTitles.join("; ")}.
- **Limites**: escreve frases que soam bem e quase nunca fazem sentido; não sabe nada do mundo depois de 1908. O texto é do século XIX e traz as ideias do seu tempo, também sobre mulheres, negros e escravidão; o que o modelo escreve pode repeti-las.
- **Licença**: CC0 1.0. Use como quiser.
`;
}

function english({ shape, parameters, works, characters, heldOutTitles, heldOutCharacters, end, log }: CardFacts) {
  const number = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
  const { layers, heads, embeddingSize, positions, vocabularySize } = shape;
  return `## In English

A small GPT-2 that learned Portuguese from Machado de Assis (1839–1908). It is there to try in a browser what fine-tuning
a model that can already write is like, and not to answer anybody.

- **Model**: GPT-2 with ${layers} blocks, ${heads} heads, ${embeddingSize} channels, ${positions} positions; ${number.format(parameters)} parameters in float16.
- **Tokens**: ${number.format(vocabularySize)} byte pairs, learned from the same text; \`<|endoftext|>\` parts the works.
- **Data**: ${works} works of Machado de Assis (novels, tales, chronicles, poems, plays, criticism and translations), ${number.format(characters)} characters, in the public domain; cut lines were joined and tables of contents taken out.
- **Training**: ${number.format(end.tokens)} tokens (${number.format(end.epochs)} epochs) in ${number.format(end.processorSeconds / 60)} processor minutes by Curió's own engine, with \`npm run pretrain\`; log in \`${log}\`.
- **Measured**: on whole works that it did not learn, ${number.format(end.heldOutLoss ?? Number.NaN)} nats a token, ${number.format(end.bitsPerCharacter ?? Number.NaN)} bits a character (${number.format(heldOutCharacters)} characters): ${heldOutTitles.join("; ")}.
- **Limits**: it writes sentences that sound right and hardly ever make sense; it knows nothing of the world after 1908. The text is of the 19th century and holds the views of its time, also on women, Black people and slavery; what the model writes may repeat them.
- **Licence**: CC0 1.0. Use it as you like.
`;
}
