// Tokens of bytes back to text: bytes are held back until they make a character or cannot any more.
import { bytesOfToken } from "./byte-alphabet";
import { tokenText } from "./token-sink";
import type { ByteBpeState, StreamDecoder } from "./tokenizer";

/** Makes a decoder for one text; broken bytes become U+FFFD by the rules of the Encoding Standard. */
export function createByteDecoder({ vocabulary, specialIds }: ByteBpeState): StreamDecoder {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const special = new Set(specialIds);
  return {
    push(id) {
      const token = tokenText(vocabulary, id);
      const bytes = special.has(id) ? null : bytesOfToken(token);
      // A special token ends the bytes before it.
      return bytes === null ? decoder.decode() + token : decoder.decode(bytes, { stream: true });
    },
    end: () => decoder.decode(),
  };
}
