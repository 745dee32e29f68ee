// Portuguese sentences and remedies for every failure that a user can cause.
import type { FittingSettings } from "@/domain/training/memory-forecast";
import type { ErrorCatalogue, RefusalTexts } from "../error-words";
import { listedNames, shapeText } from "../tensor-names";
import { ptBrData } from "./data";
import { ptBrPretrainedErrors } from "./pretrained-errors";
import { ptBrRefusals } from "./refusals";

const refusals: RefusalTexts = ptBrRefusals;
const listed = listedNames("e mais {count}");

export const ptBrErrors = {
  fileEmpty: ({ name }) => ({
    sentence: `${name} está vazio.`,
    remedy: "Escolha outro arquivo ou confira se ele foi salvo.",
  }),
  fileBinary: ({ name, detected }) => ({
    sentence: `${name} parece ser ${refusals.binary[detected] ?? detected}, não texto.`,
    remedy: "Salve como CSV, JSON ou texto simples no programa de origem e solte aqui.",
  }),
  fileUtf32: ({ name }) => ({
    sentence: `${name} é um texto em UTF-32, que os navegadores não leem.`,
    remedy: "Abra num editor de texto, salve com a codificação UTF-8 e solte aqui.",
  }),
  containerRefused: ({ name, reason }) => {
    const [told, remedy] = refusals.container[reason];
    return { sentence: `${name} ${told}.`, remedy };
  },
  tooManyColumns: ({ name, columns, limit, onlyNumbers }, { number }) => ({
    sentence: onlyNumbers
      ? `${name} tem ${number(columns)} colunas de números: não há nada para escrever aqui.`
      : `${name} tem ${number(columns)} colunas; aqui cabem no máximo ${number(limit)}.`,
    remedy: onlyNumbers
      ? "Escolha uma tabela com uma coluna de texto, como nomes ou frases."
      : "Apague as colunas de que não precisa no programa que a fez e solte o arquivo de novo.",
  }),
  noRecords: ({ name, problems, first }, { number }) => ({
    sentence: `Nenhum registro de ${name} pôde ser lido: linha ${number(first.line)}, ${ptBrData[`problem.${first.reason}`]}${problems > 1 ? `, e mais ${number(problems - 1)} com problemas` : ""}.`,
    remedy: "Corrija no programa que o fez, salve de novo e solte esse.",
  }),
  noRowDrawn: ({ name, rows }, { number }) => ({
    sentence: `O sorteio não ficou com nenhuma das ${number(rows)} linhas de ${name}.`,
    remedy: "Peça uma parte maior das linhas.",
  }),
  templateUnknownColumn: ({ column, columns }) => ({
    sentence: `O modelo de registro pede uma coluna {${column}} que os dados não têm.`,
    remedy: `Colunas aqui: ${columns.join(", ")}.`,
  }),
  templateWithoutColumn: () => ({
    sentence: "O modelo de registro não cita nenhuma coluna, e todos os registros ficariam iguais.",
    remedy: "Insira uma coluna ou esvazie a caixa para usar o modelo automático.",
  }),
  corpusEmpty: () => ({
    sentence: "A limpeza não deixou texto para aprender.",
    remedy: "Desligue uma etapa da limpeza ou carregue mais dados.",
  }),
  loadCancelled: ({ name }) => ({
    sentence: `A leitura de ${name} foi cancelada.`,
    remedy: "Solte o arquivo de novo para ler.",
  }),
  loadFailed: ({ name }) => ({
    sentence: `Não foi possível ler ${name}.`,
    remedy: "Confira se o arquivo ainda existe e se você pode abri-lo, e tente de novo.",
  }),
  notArrived: ({ name }) => ({
    sentence: `${name ?? "A lista dos dados inclusos"} não chegou.`,
    remedy: "Verifique a conexão e tente de novo. Seus próprios arquivos podem ser lidos sem ela.",
  }),
  noData: () => ({
    sentence: "Ainda não há dados.",
    remedy: "Solte um arquivo, cole um texto ou escolha um exemplo.",
  }),
  textTooShort: ({ total, needed, contextLength, split }, { number }) => ({
    sentence:
      total < needed
        ? `É pouco texto: ${number(total)} ${total === 1 ? "caractere" : "caracteres e marcas"}, e um contexto de ${number(contextLength)} precisa de uns ${number(needed)}.`
        : `Sobra pouco texto para ${split === "train" ? "o treino" : "a validação"} com um contexto de ${number(contextLength)}.`,
    remedy:
      split === "train"
        ? "Carregue mais texto ou encurte o contexto."
        : "Carregue mais texto, não guarde nada para a validação ou encurte o contexto.",
  }),
  tooFewRecords: ({ ofPairs, different, needed, split }) => {
    const records = ofPairs ? "pares" : "registros";
    if (different >= needed)
      return {
        sentence: `Nenhum dos ${records} para ${split === "train" ? "o treino" : "a validação"} tem dois tokens, então não há o que adivinhar.`,
        remedy: `Carregue mais ${records}, ou mais longos.`,
      };
    return {
      sentence: ofPairs
        ? "Há uma pergunta só: são precisos pelo menos 2 pares com perguntas diferentes, um deles guardado para a validação."
        : "Há um registro só: são precisos pelo menos 2, um deles guardado para a validação.",
      remedy: `Carregue mais ${records}, desligue uma etapa da limpeza ou não guarde nada para a validação.`,
    };
  },
  vocabularyTooLarge: ({ size, limit }, { number }) => ({
    sentence: `O texto tem ${number(size)} caracteres distintos; aqui cabem no máximo ${number(limit)}.`,
    remedy: "Confira a codificação ou use um texto com menos tipos de caracteres.",
  }),
  configInvalid: ({ path, problem }) => ({
    sentence: `O ajuste ${path} não funciona: ${refusals.setting[problem]}.`,
    remedy: "Mude-o ou escolha um exemplo para começar.",
  }),
  diverged: ({ step, suspect, restoredStep }, { number, short }) => ({
    sentence: `O treino parou no passo ${number(step)}: a perda cresceu demais para ser medida.`,
    remedy: `${
      suspect.setting === "training.learningRate"
        ? `A taxa de aprendizado, ${short(suspect.value)}, deve estar alta demais; tente ${short(suspect.better)}.`
        : `Com beta 2 em ${short(suspect.value)}, que não passa do quadrado de beta 1, os passos do Adam não têm limite; tente ${short(suspect.better)}.`
    } Os pesos do passo ${number(restoredStep)} estão salvos.`,
  }),
  deviceLost: () => ({
    sentence: "O dispositivo que calcula parou de responder.",
    remedy: "Reinicie-o ou continue na CPU: a rodada volta a partir da última cópia dela.",
  }),
  deviceUnavailable: ({ wanted }) => ({
    sentence:
      wanted === "auto"
        ? "Ainda não há um dispositivo para calcular."
        : `Este navegador não consegue calcular com ${wanted}.`,
    remedy: "Deixe a escolha do dispositivo com o Curió ou tente outro navegador.",
  }),
  workerDied: () => ({
    sentence: "A parte da página que treina parou sem aviso.",
    remedy: "Ela parou várias vezes. Tente um modelo ou lote menor e reinicie; o que está na página fica.",
  }),
  workerNotLoaded: () => ({
    sentence: "A parte da página que treina não pôde ser carregada.",
    remedy: "Verifique a conexão e inicie de novo, ou recarregue a página. Seus dados e configurações continuam aqui.",
  }),
  doesNotFit: ({ bytes, limit, fitting }, format) => ({
    sentence: `Este treino ocuparia ${format.bytes(bytes)}; neste dispositivo cabem no máximo ${format.bytes(limit)}.`,
    remedy:
      fitting === null
        ? "Escolha um modelo menor. Nada foi iniciado e nada se perdeu."
        : `${withFitting(fitting)} lote de ${format.number(fitting.batchSize)} com um contexto de ${format.number(fitting.contextLength)} caberia. Nada foi iniciado e nada se perdeu.`,
  }),
  outOfMemory: () => ({
    sentence: "O navegador não tinha mais memória para isto.",
    remedy: "Feche outras abas e programas, ou escolha um lote ou modelo menor, e tente de novo.",
  }),
  noModel: () => ({ sentence: "Ainda não há modelo.", remedy: "Treine um ou importe um arquivo de pesos." }),
  otherData: ({ name }) => ({
    sentence: `Este modelo aprendeu com ${name}, que não são os dados carregados aqui.`,
    remedy: `Carregue ${name} para continuar de onde ele está, ou continue com estes dados em uma rodada nova.`,
  }),
  otherCharacters: ({ name, unknown, characters }, { number }) => ({
    sentence: `Este modelo não consegue escrever ${name}: ${number(unknown)} dos ${number(characters)} caracteres não têm token.`,
    remedy: "Escolha dados com os caracteres que o modelo conhece, ou treine um modelo novo com estes dados.",
  }),
  noValidation: () => ({
    sentence: "Nenhum texto está guardado para a validação.",
    remedy: "Meça com todos os dados, ou guarde uma parte na etapa dos tokens e treine de novo.",
  }),
  noTargets: () => ({
    sentence: "Cada janela deste texto acaba em preenchimento, que não conta.",
    remedy: "Conte o preenchimento ou escolha outro passo da janela.",
  }),
  busy: ({ state }) => ({
    sentence: `Isso precisa esperar: uma rodada está ${state === "running" ? "em andamento" : "sendo preparada"}.`,
    remedy: "Pare a rodada primeiro ou deixe que ela termine.",
  }),
  weightsMoved: ({ end }) => ({
    sentence:
      end === "written"
        ? "Os pesos mudaram enquanto eram lidos: a rodada continuou, ou outros pesos voltaram."
        : "A rodada foi fechada enquanto os pesos dela eram lidos.",
    remedy:
      end === "written"
        ? "Pare a rodada ou deixe que ela termine e peça de novo."
        : "Nada se perdeu. Abra a rodada, peça de novo e deixe-a aberta até terminar.",
  }),
  internal: () => ({
    sentence: "Algo deu errado dentro do Curió.",
    remedy: "Tente de novo ou recarregue a página. Se acontecer outra vez, conte para nós com os detalhes.",
  }),
  weightsRuleBroken: ({ rule }) => ({
    sentence: `Este arquivo de pesos quebra uma regra do formato: ${refusals.rule[rule]}.`,
    remedy: "Nada foi mudado. Use um arquivo exportado pelo Curió ou baixe-o de novo.",
  }),
  weightsWithoutModel: ({ name }) => ({
    sentence: `${name} traz pesos, mas não diz de que modelo.`,
    remedy: "Carregue os dados com que ele aprendeu e ajuste o modelo dele, depois abra o arquivo de novo.",
  }),
  weightsDetailsBroken: ({ rule }) => ({
    sentence: `A descrição do modelo neste arquivo não pode ser usada: ${refusals.details[rule]}.`,
    remedy: "Nada foi mudado. Use um arquivo exportado pelo Curió ou baixe-o de novo.",
  }),
  weightsMismatch: ({ missing, wrong, unknown, bare }) => ({
    sentence: bare
      ? "O arquivo traz só os pesos, e eles não cabem no modelo ajustado nesta página."
      : "Os pesos não cabem no modelo que o arquivo descreve.",
    remedy: `${[
      ...listed("Faltam", missing),
      ...listed("Não fazem parte do modelo", unknown),
      ...listed("Formato errado", wrong.map(shapeText)),
    ].join(" ")} Nada foi mudado.`,
  }),
  weightsNotFinite: ({ names }) => ({
    sentence: "O arquivo traz pesos que não são números finitos.",
    remedy: `${listed("Veja", names).join(" ")} Nada foi mudado. Use um arquivo de antes de o treino se perder.`,
  }),
  weightsTooLarge: ({ name, bytes, limit }, format) => ({
    sentence: `${name} tem ${format.bytes(bytes)}; aqui dá para abrir pesos de no máximo ${format.bytes(limit)}.`,
    remedy: "Use os pesos de um modelo menor.",
  }),
  beyondHalves: ({ tensor }) => ({
    sentence: `Os pesos ${tensor} têm números além de 65.504, que não cabem em 16 bits.`,
    remedy: "Mantenha os pesos congelados em 32 bits. Nada foi iniciado e nada se perdeu.",
  }),
  logitsNotFinite: () => ({
    sentence: "Este modelo dá números grandes demais para calcular.",
    remedy:
      "Os pesos dele são grandes demais. Use os pesos de um passo anterior ou treine de novo com uma taxa de aprendizado menor.",
  }),
  bundleUnreadable: () => ({
    sentence: "Não foi possível abrir este pacote.",
    remedy: "Use um pacote exportado pelo Curió, baixe-o de novo ou solte o arquivo de pesos que está nele.",
  }),
  bundleWithoutModel: ({ name }) => ({
    sentence: `Este zip não traz nenhum ${name}.`,
    remedy: "Use um pacote exportado pelo Curió ou solte o próprio arquivo de pesos.",
  }),
  bundleDamaged: ({ name }) => ({
    sentence: `Este pacote está danificado: ${name} não confere com a soma de verificação.`,
    remedy: "Baixe ou copie o pacote de novo.",
  }),
  bundleMetricsUnreadable: () => ({
    sentence: "Os passos no metrics.csv deste pacote não estão como o Curió os escreve.",
    remedy: "Solte só o model.safetensors do pacote: o modelo está inteiro, faltam apenas as curvas antigas.",
  }),
  bundleTooLarge: ({ bytes, limit }, format) => ({
    sentence: `Este pacote se expande para ${format.bytes(bytes)}; são aceitos no máximo ${format.bytes(limit)}.`,
    remedy: "Use um pacote exportado pelo Curió.",
  }),
  ...ptBrPretrainedErrors,
} as const satisfies ErrorCatalogue;

/** What is to be done beside the batch size, up to the words that name it. */
function withFitting({ adapters, halves }: FittingSettings): string {
  const beside = halves ? "ao lado de pesos em 16 bits" : "em vez dos pesos";
  if (adapters) return `O treino de adaptadores (LoRA) ${beside}, com um`;
  return halves ? "Com os pesos congelados em 16 bits, um" : "Um";
}
