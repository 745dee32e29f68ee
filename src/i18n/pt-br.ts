// The Brazilian Portuguese catalogue; a missing or surplus key does not compile.
import type { en } from "./en";
import type { Message } from "./message";
import { ptBrData } from "./pt-br/data";
import { ptBrShell } from "./pt-br/shell";
import { ptBrTokens } from "./pt-br/tokens";

export const ptBr = { ...ptBrShell, ...ptBrData, ...ptBrTokens } as const satisfies Record<keyof typeof en, Message>;
