// Portuguese words for what exactly a file or a setting did wrong, to stand inside the sentences of errors.ts.
import type { RefusalTexts } from "../error-words";

export const ptBrRefusals = {
  binary: { binary: "um arquivo binário", "Windows program": "um programa do Windows" },
  rule: {
    tooShort: "ele acaba antes do cabeçalho",
    headerTooLong: "o cabeçalho é maior do que o formato permite",
    headerBeyondFile: "o cabeçalho passa do fim do arquivo",
    headerStart: "o cabeçalho não começa com {",
    headerJson: "o cabeçalho não é um JSON válido",
    duplicateName: "um nome aparece nele duas vezes",
    forbiddenName: "um tensor tem um nome não permitido",
    metadataStrings: "os metadados trazem algo que não é texto",
    tooManyTensors: "ele lista tensores demais",
    tensorFields: "um tensor não está descrito por tipo, formato e lugar",
    unknownType: "um tensor tem um tipo de número desconhecido",
    shape: "o formato de um tensor não é uma lista de números inteiros",
    offsets: "o lugar de um tensor não é um par de números inteiros em ordem",
    sizeMismatch: "o tamanho de um tensor não combina com o formato dele",
    overlap: "dois tensores se sobrepõem",
    hole: "há um vão entre dois tensores",
    trailingBytes: "sobram bytes depois do último tensor",
    beyondFile: "um tensor passa do fim do arquivo",
    unsupportedType: "um tensor tem um tipo de número que o Curió não lê",
  },
  setting: {
    notAnObject: "não é uma lista de ajustes",
    notANumber: "não é um número",
    notAChoice: "não é nenhuma das opções",
    notASwitch: "não é ligado nem desligado",
    notAText: "não é um texto do tamanho certo",
    notAList: "não é uma lista de textos",
  },
} as const satisfies RefusalTexts;
