// Tokens as people can read them, whatever the kind of their tokenizer.
import { bytesOfToken } from "./byte-alphabet";
import { isSpecialId } from "./special-ids";
import type { TokenizerState } from "./tokenizer";

const whole = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Gives the text that a token stands for, with bytes that are no whole characters as `‹C3 A9›`; "" beyond the vocabulary. */
export function readableToken(state: TokenizerState, id: number): string {
  const token = state.vocabulary[id] ?? "";
  return state.kind === "character" || isSpecialId(state, id) ? token : readableBytes(token);
}

/** The same for a token that is no special one, written in the byte alphabet. */
export function readableBytes(token: string): string {
  const bytes = bytesOfToken(token);
  if (bytes === null) return token;
  try {
    return whole.decode(bytes);
  } catch {
    return `‹${Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ")}›`;
  }
}
