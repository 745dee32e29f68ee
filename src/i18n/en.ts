// The English catalogue, put together from one file an area. English is the measure for other languages.
import { enData } from "./en/data";
import { enShell } from "./en/shell";
import { enTokens } from "./en/tokens";

export const en = { ...enShell, ...enData, ...enTokens } as const;
